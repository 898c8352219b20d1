// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSAccess
import Base
package import Lambda

extension LambdaError {
    /// A request that got no response.
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
                .network, "ConnectionRefused", "nothing is listening at \(origin): connection refused",
                call.endpoint.isLoopback ? "is the service running? `connect local` starts one in this shell" : nil
            )
        case .unknownHost:
            (
                .network, "UnknownHost", "unknown host \(call.endpoint.host)", unknownHostHint(call)
            )
        case .unreachable: (.network, "Unreachable", "can't reach \(origin): \(error.detail)", nil)
        case .connectTimeout:
            (.network, "ConnectTimeout", "connecting to \(origin) timed out", "check the network connection")
        case .tls: (.network, "TLSFailure", "can't open a secure connection to \(origin): \(error.detail)", nil)
        case .certificate:
            (
                .network, "TLSFailure", "can't open a secure connection to \(origin): \(error.detail)",
                "set AWS_CA_BUNDLE to a file with the certificate authorities to trust"
            )
        case .timeout:
            (.timeout, "Timeout", "no response from \(origin) within \(call.timeout.readable)", nil)
        case .connectionClosed:
            (.network, "ConnectionClosed", "\(origin) closed the connection without a response", nil)
        case .invalidRequest:
            (
                .usage, "InvalidRequest", "the request can't be sent: \(error.detail)",
                "look for a line break or another invisible character where it's set"
                    + (call.keys.map { " (\($0.source))" } ?? "")
            )
        case .malformedAnswer:
            (.network, "MalformedAnswer", "\(origin) sent an invalid HTTP response: \(error.detail)", nil)
        case .cancelled: (.cancelled, "Cancelled", "the request was cancelled", nil)
        }
    }

    /// AWS's host names contain the region, so an unknown region is most likely a typo.
    private static func unknownHostHint(_ call: CallContext) -> String {
        let region = call.region
        guard call.endpoint.host.contains(region) else {
            return "check the spelling of the endpoint and the network connection"
        }
        let regions = Region.known.map(\.name)
        guard !regions.contains(region) else {
            return "check the network connection; behind a proxy, set HTTPS_PROXY"
        }
        let near = regions.filter { $0.prefix { $0 != "-" } == region.prefix { $0 != "-" } }
        guard !near.isEmpty else { return "check the spelling of the region `\(region)`" }
        return "check the spelling of the region `\(region)`; known regions: \(near.joined(separator: ", "))"
    }
}

extension CallContext.Repetition {
    /// What the user should know after a request was sent and its effect is unknown; nil if the call is harmless.
    var afterSending: String? {
        switch self {
        case .harmless: nil
        case .changesTwice: "the request was sent; the change may have been made"
        case .runsTwice: "the request was sent; `logs FN` shows whether the function ran"
        }
    }
}
