// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// Inspects a server's rejected certificate to find the reason, because the TLS library doesn't report it.
///
/// The connection accepts any certificate, and nothing is sent on it.
enum CertificateInspection {
    /// nil if the server doesn't present a certificate now.
    static func reason(_ endpoint: Endpoint, on loop: any EventLoop, within limit: TimeAmount) async -> String? {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        guard let tls = try? NIOSSLContext(configuration: configuration) else { return nil }
        let validity = loop.makePromise(of: Validity.self)
        let timer = loop.scheduleTask(in: limit) { validity.fail(ChannelError.connectTimeout(limit)) }
        defer { timer.cancel() }
        let host = endpoint.host.isIPAddress ? nil : endpoint.host
        ClientBootstrap(group: loop)
            .connectTimeout(limit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: host))
                    try pipeline.addHandler(CertificateReader(validity))
                }
            }
            .connect(host: endpoint.host, port: endpoint.port)
            .whenFailure { validity.fail($0) }
        guard let validity = try? await validity.futureResult.get() else { return nil }
        return validity.fault(at: SystemClock().now()) ?? "the server's certificate isn't trusted"
    }
}

/// When a certificate is valid.
private struct Validity: Sendable {
    var start: Timestamp
    var end: Timestamp

    func fault(at now: Timestamp) -> String? {
        if end < now { return "the server's certificate expired at \(end.extendedFormat)" }
        if now < start {
            return "the server's certificate isn't valid before \(start.extendedFormat); this machine's time is "
                + now.extendedFormat
        }
        return nil
    }
}

/// Reports the validity of the peer's certificate once the connection is secured, and closes it.
private final class CertificateReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let validity: EventLoopPromise<Validity>

    init(_ validity: EventLoopPromise<Validity>) { self.validity = validity }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted? = event as? TLSUserEvent else { return }
        let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self)
        if let certificate = handler?.peerCertificate {
            validity.succeed(
                Validity(
                    start: Timestamp(secondsSinceEpoch: certificate.notValidBefore),
                    end: Timestamp(secondsSinceEpoch: certificate.notValidAfter)))
        }
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) {
        // This has no effect if the promise has been fulfilled.
        validity.fail(ChannelError.eof)
        context.fireChannelInactive()
    }
}
