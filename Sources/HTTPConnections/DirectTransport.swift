// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import EventLoopExecution
import NIOCore
import NIOSSL
import Synchronization

/// HTTP/1.1 over SwiftNIO: one event loop, keep-alive connections, no redirects, no retries. With a proxy, TLS goes
/// through a tunnel.
package final class DirectTransport: HTTPTransport {
    package let executor: EventLoopExecutor
    private var loop: any EventLoop { executor.loop }
    private let proxies: ProxyRules
    private let caBundle: String?
    private let connectTimeout: Duration
    private let pools: NIOLoopBoundBox<[Route: HTTPConnectionPool]>
    private let tls = Mutex<NIOSSLContext?>(nil)

    /// - Parameters:
    ///   - executor: runs the connections. A caller on this executor continues there, without changing threads.
    ///   - caBundle: a PEM file with the certificates to trust, read when the first TLS connection needs it; nil: the
    ///     system's certificates.
    package init(
        executor: EventLoopExecutor, caBundle: String? = nil, proxies: ProxyRules,
        connectTimeout: Duration = .seconds(5)
    ) {
        self.executor = executor
        self.proxies = proxies
        self.caBundle = caBundle
        self.connectTimeout = connectTimeout
        pools = NIOLoopBoundBox.makeBoxSendingValue([:], eventLoop: executor.loop)
    }

    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let proxy = proxies.proxy(for: request.endpoint)
        let usesTLS = request.endpoint.scheme == .https
        // TLS goes through a tunnel; the proxy itself forwards everything else.
        let message = try HTTPMessage(request, through: usesTLS ? nil : proxy)
        let tls = usesTLS ? try tlsContext() : nil
        let route =
            usesTLS
            ? Route(endpoint: request.endpoint, tunnel: proxy)
            : Route(endpoint: proxy?.endpoint ?? request.endpoint, tunnel: nil)
        let outcome = await perform(message, on: route, tls: tls, deadline: .now() + TimeAmount(request.timeout))
        guard let proxy else { return try await inspected(outcome, of: request.endpoint).get() }
        return try Self.answer(outcome, of: proxy, isPassedOn: !usesTLS)
    }

    /// Adds the reason why a certificate was rejected, which the network stack doesn't report.
    private func inspected(_ outcome: HTTPExchange.Outcome, of endpoint: Endpoint) async -> HTTPExchange.Outcome {
        guard case .failure(let error) = outcome, error.kind == .certificate,
            error.detail == TransportError.unknownFault
        else { return outcome }
        let reason = await CertificateInspection.reason(endpoint, on: loop, within: TimeAmount(connectTimeout))
        return .failure(TransportError(.certificate, mayHaveBeenSent: false, detail: reason ?? error.detail))
    }

    /// - Parameter isolation: named in the closure, because a closure only runs on its function's actor if it captures
    ///   this parameter: otherwise each request would leave the caller's actor and come back to it.
    private func perform(
        _ message: HTTPMessage, on route: Route, tls: NIOSSLContext?, deadline: NIODeadline,
        isolation: isolated (any Actor)? = #isolation
    ) async -> HTTPExchange.Outcome {
        let cancellation = HTTPCancellation()
        // A continuation resumes its task on the task's preferred executor; from there it returns to its actor.
        let resumption = loop.inEventLoop ? executor : nil
        return await withTaskCancellationHandler {
            _ = isolation
            return await withTaskExecutorPreference(resumption) {
                _ = isolation
                return await withCheckedContinuation { continuation in
                    let exchange = HTTPExchange(
                        message, deadline: deadline, cancellation: cancellation, continuation: continuation)
                    if loop.inEventLoop {
                        pool(for: route, tls: tls).start(exchange)
                    } else {
                        loop.execute { self.pool(for: route, tls: tls).start(exchange) }
                    }
                }
            }
        } onCancel: {
            cancellation.request()
            loop.execute { self.pools.value[route]?.cancel(cancellation) }
        }
    }

    /// - Parameter isPassedOn: whether the proxy speaks HTTP with us, so that its errors look like responses.
    private static func answer(
        _ outcome: HTTPExchange.Outcome, of proxy: Proxy, isPassedOn: Bool
    ) throws(TransportError) -> HTTPResponse {
        switch outcome {
        case .success(let response) where isPassedOn && response.status == 407:
            throw .proxyWantsUser.blaming(proxy)
        case .success(let response): return response
        case .failure(let error): throw error.blaming(proxy)
        }
    }

    package func shutdown() async {
        await withTaskExecutorPreference(executor) {
            for pool in pools.value.values { pool.close() }
            pools.value = [:]
        }
    }

    private func pool(for route: Route, tls: NIOSSLContext?) -> HTTPConnectionPool {
        if let pool = pools.value[route] { return pool }
        let pool = HTTPConnectionPool(route, tls: tls, connectTimeout: TimeAmount(connectTimeout), loop: loop)
        pools.value[route] = pool
        return pool
    }

    /// Created once, because reading certificates takes longer than an invocation.
    private func tlsContext() throws(TransportError) -> NIOSSLContext {
        try tls.withLock { tls throws(TransportError) in
            if let tls { return tls }
            var configuration = TLSConfiguration.makeClientConfiguration()
            if let caBundle { configuration = try .trusting(caBundle) }
            configuration.applicationProtocols = ["http/1.1"]
            do {
                let context = try NIOSSLContext(configuration: configuration)
                tls = context
                return context
            } catch {
                throw TransportError(.tls, mayHaveBeenSent: false, detail: "\(error)")
            }
        }
    }
}

extension TLSConfiguration {
    /// Trusts only the certificates in a PEM file.
    static func trusting(_ path: String) throws(TransportError) -> TLSConfiguration {
        do {
            var configuration = makeClientConfiguration()
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            return configuration
        } catch {
            throw TransportError(
                .tls, mayHaveBeenSent: false,
                detail: "\(path) contains no PEM certificates (AWS_CA_BUNDLE or ca_bundle)")
        }
    }
}
