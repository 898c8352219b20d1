// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TransportError {
    /// Translates an error of the network stack.
    init(_ error: any Error, mayHaveBeenSent: Bool) {
        let (kind, detail) = Self.classify(error)
        self.init(kind, mayHaveBeenSent: mayHaveBeenSent, detail: detail)
    }

    /// The reason why a response broke off while it was read.
    package init(reading error: any Error) {
        self = error as? TransportError ?? TransportError(error, mayHaveBeenSent: true)
    }

    private static func classify(_ error: any Error) -> (Kind, String) {
        switch error {
        case let error as NIOConnectionError: classify(error)
        case let error as NIOHTTP1ProxyConnectHandler.Error: classify(error)
        case ConnectionFault.closedByServer: (.connectionClosed, "the server closed the connection")
        case ConnectionFault.slowHandshake: (.tls, "the TLS handshake timed out")
        case let error as IOError: (kind(errno: error.errnoCode), describe(errno: error.errnoCode))
        case HTTPParserError.invalidEOFState: (.connectionClosed, "the response is incomplete")
        case let error as HTTPParserError: (.malformedAnswer, describe(error))
        case is CancellationError: (.cancelled, "")
        case ChannelError.connectTimeout: (.connectTimeout, "the connection attempt timed out")
        case let error as NIOSSLError: classify(error)
        case let error as BoringSSLError: (.tls, "\(error)")
        case is NIOSSLExtraError: (.certificate, "the server's certificate is for a different host")
        default: (.connectionClosed, "\(error)")
        }
    }

    private static func describe(_ error: HTTPParserError) -> String {
        switch error {
        case .invalidHeaderToken, .lfExpected: "a header has an invalid character or line break"
        case .headerOverflow: "its headers are too long"
        case .invalidStatus: "its status isn't a number"
        case .invalidVersion: "its HTTP version isn't supported"
        case .invalidContentLength, .unexpectedContentLength: "its Content-Length is invalid, or there are two"
        case .invalidChunkSize: "the size of a chunk is invalid"
        case .closedConnection: "it has more bytes after its end"
        default: "it isn't HTTP"
        }
    }

    private static func classify(_ error: NIOConnectionError) -> (Kind, String) {
        let failures = error.connectionErrors.map { classify($0.error) }
        if let refused = failures.first(where: { $0.0 == .connectionRefused }) { return refused }
        if let failure = failures.first { return failure }
        return (.unknownHost, error.host)
    }

    private static func classify(_ error: NIOHTTP1ProxyConnectHandler.Error) -> (Kind, String) {
        typealias Fault = NIOHTTP1ProxyConnectHandler.Error
        if error == Fault.proxyAuthenticationRequired() { return (proxyWantsUser.kind, proxyWantsUser.detail) }
        if error == Fault.httpProxyHandshakeTimeout() { return (.connectTimeout, "the connection attempt timed out") }
        if error == Fault.remoteConnectionClosed() || error == Fault.channelUnexpectedlyInactive() {
            return (.connectionClosed, "the server closed the connection")
        }
        return (.unreachable, "it refused to connect to this host")
    }

    /// The library's error contains the rejection of a certificate deep inside, but not its reason.
    private static func classify(_ error: NIOSSLError) -> (Kind, String) {
        let text = "\(error)"
        guard text.contains("CERTIFICATE_VERIFY_FAILED") else { return (.tls, text) }
        return (.certificate, unknownFault)
    }

    /// The description for a certificate that couldn't be inspected.
    static let unknownFault = "the server's certificate isn't trusted or has expired"

    private static func kind(errno code: CInt) -> Kind {
        switch code {
        case ECONNREFUSED: .connectionRefused
        case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL: .unreachable
        case ETIMEDOUT: .connectTimeout
        default: .connectionClosed
        }
    }

    private static func describe(errno code: CInt) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
