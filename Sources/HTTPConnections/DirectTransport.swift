// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import EventLoopExecution
import NIOCore
import NIOSSL
import Synchronization

/// HTTP/1.1 over SwiftNIO: one event loop, connections that are kept alive, no redirects, no retries of its own. TLS
/// goes through a tunnel where there is a proxy.
package final class DirectTransport: HTTPTransport {
    package let executor: EventLoopExecutor
    private var loop: any EventLoop { executor.loop }
    private let proxies: ProxyRules
    private let caBundle: String?
    private let connectTimeout: Duration
    private let pools: NIOLoopBoundBox<[Route: HTTPConnectionPool]>
    private let tls = Mutex<NIOSSLContext?>(nil)

    /// - Parameters:
    ///   - executor: where connections are served. Who sends from there goes on there, without a change of threads.
    ///   - caBundle: a PEM file with the certificates to trust, read when the first TLS connection needs it; nil trusts
    ///     those of the system.
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
        // What is secured goes through a tunnel; everything else is passed on by the proxy itself.
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

    /// Says why a certificate was refused, which the network stack does not.
    private func inspected(_ outcome: HTTPExchange.Outcome, of endpoint: Endpoint) async -> HTTPExchange.Outcome {
        guard case .failure(let error) = outcome, error.kind == .certificate,
            error.detail == TransportError.unknownFault
        else { return outcome }
        let reason = await CertificateInspection.reason(endpoint, on: loop, within: TimeAmount(connectTimeout))
        return .failure(TransportError(.certificate, mayHaveBeenSent: false, detail: reason ?? error.detail))
    }

    /// - Parameter isolation: named, since a closure runs where its function does only if it captures this: otherwise
    ///   each request would leave the caller's actor and come back to it.
    private func perform(
        _ message: HTTPMessage, on route: Route, tls: NIOSSLContext?, deadline: NIODeadline,
        isolation: isolated (any Actor)? = #isolation
    ) async -> HTTPExchange.Outcome {
        let cancellation = HTTPCancellation()
        // A continuation resumes its task where that prefers to run; from there it comes back to its actor.
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

    /// - Parameter isPassedOn: whether the proxy speaks HTTP with us, and its refusals look like answers.
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

    /// Made once: reading certificates takes longer than an invocation.
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
    /// Trusts the certificates in a PEM file alone.
    static func trusting(_ path: String) throws(TransportError) -> TLSConfiguration {
        do {
            var configuration = makeClientConfiguration()
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            return configuration
        } catch {
            throw TransportError(
                .tls, mayHaveBeenSent: false,
                detail: "\(path) holds no certificates in PEM (AWS_CA_BUNDLE or ca_bundle)")
        }
    }
}
