// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a request got no response.
package struct TransportError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case connectionRefused
        case unknownHost
        /// No route, or another failure to connect.
        case unreachable
        case connectTimeout
        /// The TLS handshake failed for a reason other than the certificate.
        case tls
        /// The server's certificate isn't accepted.
        case certificate
        /// The request timed out.
        case timeout
        /// The connection ended before the response was complete.
        case connectionClosed
        /// The request has a header that can't be sent.
        case invalidRequest
        /// The peer doesn't speak HTTP, or sent more than is accepted.
        case malformedAnswer
        case cancelled
    }

    package var kind: Kind
    /// Whether part of the request may have reached the server.
    package var mayHaveBeenSent: Bool
    /// The network stack's description, for a message.
    package var detail: String

    package init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String = "") {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.detail = detail
    }
}

extension TransportError.Kind {
    /// Without a connection, nothing was sent.
    package var precedesSending: Bool {
        switch self {
        case .connectionRefused, .unknownHost, .unreachable, .connectTimeout, .tls, .certificate, .invalidRequest: true
        case .timeout, .connectionClosed, .malformedAnswer, .cancelled: false
        }
    }
}
