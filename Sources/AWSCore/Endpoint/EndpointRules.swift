// SPDX-License-Identifier: GPL-3.0-or-later

/// How the endpoint of a regional service is chosen (the endpoint rules of the service models).
package struct EndpointRules: Sendable {
    /// The first label of the host: `lambda`, `sts`, `logs`.
    package var service: String
    package var useFIPS = false
    package var useDualStack = false
    /// An endpoint that was configured for the service, or for all services.
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
        let suffix = useDualStack ? partition.dualStackSuffix : partition.suffix
        return Endpoint(scheme: .https, host: "\(service)\(useFIPS ? "-fips" : "").\(region).\(suffix)")
    }
}
