// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages

extension TransportError {
    /// With a proxy in between, it's the proxy that can't be reached.
    func blaming(_ proxy: Proxy?) -> TransportError {
        guard let proxy else { return self }
        let what =
            switch kind {
            case .connectionRefused: "refused the connection"
            case .unknownHost: "has an unknown host name"
            case .connectTimeout: "didn't respond"
            case .unreachable: "failed: \(detail)"
            case .tls, .certificate, .timeout, .connectionClosed, .invalidRequest, .malformedAnswer, .cancelled: ""
            }
        guard !what.isEmpty else { return self }
        return TransportError(
            .unreachable, mayHaveBeenSent: mayHaveBeenSent, detail: "the proxy \(proxy.endpoint.origin) \(what)")
    }

    static let proxyWantsUser = TransportError(
        .unreachable, mayHaveBeenSent: false,
        detail: "it requires a user name and a password: set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT")
}
