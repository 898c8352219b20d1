// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages

extension TransportError {
    /// Where a proxy stands in between, it is the proxy that cannot be reached.
    func blaming(_ proxy: Proxy?) -> TransportError {
        guard let proxy else { return self }
        let what =
            switch kind {
            case .connectionRefused: "refuses the connection"
            case .unknownHost: "is not known"
            case .connectTimeout: "does not answer"
            case .unreachable: "failed: \(detail)"
            case .tls, .certificate, .timeout, .connectionClosed, .malformedAnswer, .cancelled: ""
            }
        guard !what.isEmpty else { return self }
        return TransportError(
            .unreachable, mayHaveBeenSent: mayHaveBeenSent, detail: "the proxy \(proxy.endpoint.origin) \(what)")
    }

    static let proxyWantsUser = TransportError(
        .unreachable, mayHaveBeenSent: false,
        detail: "it wants a user and a password, as in HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT")
}
