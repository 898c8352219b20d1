// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSAccess
import Base
package import Lambda

extension LambdaError {
    /// A request that got no answer.
    package init(_ error: TransportError, call: CallContext) {
        let facts = Self.facts(error, call: call)
        let outcome = error.mayHaveBeenSent ? call.repetition.afterSending : nil
        self.init(
            facts.kind, code: facts.code, message: facts.message, hint: outcome ?? facts.hint,
            mayHaveRun: call.isInvocation && error.mayHaveBeenSent)
    }

    private static func facts(
        _ error: TransportError, call: CallContext
    ) -> (kind: Kind, code: String, message: String, hint: String?) {
        let origin = call.endpoint.origin
        return switch error.kind {
        case .connectionRefused:
            (
                .network, "ConnectionRefused", "nothing listens at \(origin): connection refused",
                call.endpoint.isLoopback ? "is the service running? `connect local` starts one in this shell" : nil
            )
        case .unknownHost:
            (
                .network, "UnknownHost", "the host \(call.endpoint.host) is not known", unknownHostHint(call)
            )
        case .unreachable: (.network, "Unreachable", "\(origin) cannot be reached: \(error.detail)", nil)
        case .connectTimeout:
            (.network, "ConnectTimeout", "\(origin) did not accept a connection in time", "is there a network?")
        case .tls: (.network, "TLSFailure", "no secure connection to \(origin): \(error.detail)", nil)
        case .certificate:
            (
                .network, "TLSFailure", "no secure connection to \(origin): \(error.detail)",
                "AWS_CA_BUNDLE names a file with the authorities to trust"
            )
        case .timeout:
            (.timeout, "Timeout", "no answer from \(origin) within \(call.timeout.readable)", nil)
        case .connectionClosed:
            (.network, "ConnectionClosed", "\(origin) closed the connection before it had answered", nil)
        case .malformedAnswer:
            (.network, "MalformedAnswer", "\(origin) did not answer as an HTTP server does: \(error.detail)", nil)
        case .cancelled: (.cancelled, "Cancelled", "the request was cancelled", nil)
        }
    }

    /// AWS's host names hold the region, and a region that nobody knows is most likely misspelt.
    private static func unknownHostHint(_ call: CallContext) -> String {
        let region = call.region
        guard call.endpoint.host.contains(region) else { return "is the endpoint misspelt, or is there no network?" }
        let regions = Region.known.map(\.name)
        guard !regions.contains(region) else {
            return "is there no network, or is it behind a proxy (HTTPS_PROXY)?"
        }
        let near = regions.filter { $0.prefix { $0 != "-" } == region.prefix { $0 != "-" } }
        guard !near.isEmpty else { return "is the region `\(region)` misspelt?" }
        return "is the region `\(region)` misspelt? Known are \(near.joined(separator: ", "))"
    }
}

extension CallContext.Repetition {
    /// What to know of a request that was sent and left open what it did; nil where nothing is lost.
    var afterSending: String? {
        switch self {
        case .harmless: nil
        case .changesTwice: "the request was sent: the change may have been made"
        case .runsTwice: "the request was sent: `logs FN` shows whether the function ran"
        }
    }
}
