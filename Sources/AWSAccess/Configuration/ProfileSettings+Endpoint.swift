// SPDX-License-Identifier: GPL-3.0-or-later

extension ProfileSettings {
    /// How the endpoint of a service is chosen.
    ///
    /// - Parameters:
    ///   - service: the first label of the host, for example `lambda`.
    ///   - key: the name of the service in `[services …]` and, in upper case, in AWS_ENDPOINT_URL_….
    ///   - explicit: an endpoint that lamsh's user named.
    package func endpointRules(
        service: String, key: String, explicit: String? = nil
    ) throws(AWSSetupError) -> EndpointRules {
        let configured: String? = if let explicit { explicit } else { try configuredEndpoint(key: key) }
        // As in botocore, a custom endpoint takes precedence over settings for AWS's own endpoints.
        guard configured == nil else { return EndpointRules(service: service, configured: configured) }
        return EndpointRules(
            service: service, useFIPS: flag(variable: "AWS_USE_FIPS_ENDPOINT", option: "use_fips_endpoint"),
            useDualStack: flag(variable: "AWS_USE_DUALSTACK_ENDPOINT", option: "use_dualstack_endpoint"))
    }

    /// The endpoint that the environment or the profile sets for a service, or for all services.
    package func configuredEndpoint(key: String) throws(AWSSetupError) -> String? {
        if flag(variable: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", option: "ignore_configured_endpoint_urls") {
            return nil
        }
        if let url = context.variable("AWS_ENDPOINT_URL_\(key.uppercased())") ?? context.variable("AWS_ENDPOINT_URL") {
            return url
        }
        if let name = section["services"] {
            guard let services = configuration.services[name] else {
                throw configuration.unknown(.services, name, option: "services of the profile \(self.name)")
            }
            if let url = services.map(key)["endpoint_url"], !url.isEmpty { return url }
        }
        return setting(variable: nil, option: "endpoint_url")
    }
}

extension ProfileSettings {
    /// The retry rules, with AWS_MAX_ATTEMPTS or `max_attempts`.
    package func retryRules() throws(AWSSetupError) -> RetryRules {
        var rules = RetryRules()
        guard let text = setting(variable: "AWS_MAX_ATTEMPTS", option: "max_attempts") else { return rules }
        guard let attempts = Int(text), attempts > 0 else {
            throw .malformedSetting(name: "max_attempts", value: text, expected: "a whole number of at least 1")
        }
        rules.maxAttempts = attempts
        return rules
    }
}
