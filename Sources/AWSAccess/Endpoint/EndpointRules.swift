// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages

/// How the endpoint of a regional service is chosen (the endpoint rules of the service models).
package struct EndpointRules: Sendable {
    /// The first label of the host: `lambda`, `sts`, `logs`, `monitoring`.
    package var service: String
    package var useFIPS = false
    package var useDualStack = false
    /// An endpoint that's configured for the service or for all services.
    package var configured: String?

    package init(service: String, useFIPS: Bool = false, useDualStack: Bool = false, configured: String? = nil) {
        self.service = service
        self.useFIPS = useFIPS
        self.useDualStack = useDualStack
        self.configured = configured
    }

    package func endpoint(region: String?) throws(AWSSetupError) -> Endpoint {
        if let configured {
            if useFIPS { throw .customEndpointWithFIPS(configured) }
            if useDualStack { throw .customEndpointWithDualStack(configured) }
            guard let endpoint = Endpoint(parsing: configured) else { throw .malformedEndpoint(configured) }
            return endpoint
        }
        guard let region else { throw .noRegion }
        guard Region.isWellFormed(region) else { throw .malformedRegion(region) }
        let partition = Partition.of(region: region)
        if region == "aws-global", service == "s3" || service == "sts" && !useFIPS && !useDualStack {
            return globalEndpoint(partition)
        }
        if service == "iam" {
            return Endpoint(
                scheme: .https,
                host: IAMEndpoint.host(region: region, useFIPS: useFIPS, useDualStack: useDualStack))
        }
        if service == "s3" {
            // S3's domain is older than the one of dual-stack endpoints.
            guard !useFIPS || partition.name != "aws-cn" else {
                throw .noFIPSEndpoint(service: service, region: region)
            }
            let label = useDualStack ? ".dualstack" : ""
            return Endpoint(scheme: .https, host: "\(service)\(fips)\(label).\(region).\(partition.suffix)")
        }
        let suffix = useDualStack ? partition.dualStackSuffix : partition.suffix
        let prefix = partition.name == "aws-us-gov" ? governmentPrefix(region) : service + fips
        return Endpoint(scheme: .https, host: "\(prefix).\(region).\(suffix)")
    }

    private var fips: String { useFIPS ? "-fips" : "" }

    private func globalEndpoint(_ partition: Partition) -> Endpoint {
        guard service == "s3", useFIPS || useDualStack else {
            return Endpoint(scheme: .https, host: "\(service).\(partition.suffix)")
        }
        let label = useDualStack ? ".dualstack" : ""
        return Endpoint(scheme: .https, host: "\(service)\(fips)\(label).us-east-1.\(partition.suffix)")
    }

    /// In GovCloud, the plain endpoints of some services are the FIPS endpoints.
    private func governmentPrefix(_ region: String) -> String {
        let isPlain =
            switch service {
            case "monitoring": true
            case "logs", "oidc", "portal.sso", "sqs", "sts": !useDualStack
            case "states": !useDualStack && region == "us-gov-west-1"
            default: false
            }
        if isPlain { return service }
        return service == "states" && useDualStack ? "states-fips" : service + fips
    }
}
