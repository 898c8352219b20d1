// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a request got no answer.
package struct TransportError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case connectionRefused
        case unknownHost
        /// No route, or another failure to connect.
        case unreachable
        case connectTimeout
        /// The TLS handshake failed for another reason than the certificate.
        case tls
        /// The server's certificate is not accepted.
        case certificate
        /// The request's own time ran out.
        case timeout
        /// The connection ended before the answer was complete.
        case connectionClosed
        /// The peer does not speak HTTP, or sent more than is accepted.
        case malformedAnswer
        case cancelled
    }

    package var kind: Kind
    /// Some of the request may have reached the server.
    package var mayHaveBeenSent: Bool
    /// What the network stack said, for a message.
    package var detail: String

    package init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String = "") {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.detail = detail
    }
}

extension TransportError.Kind {
    /// Nothing was sent where there was no connection.
    package var precedesSending: Bool {
        switch self {
        case .connectionRefused, .unknownHost, .unreachable, .connectTimeout, .tls, .certificate: true
        case .timeout, .connectionClosed, .malformedAnswer, .cancelled: false
        }
    }
}
