// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// HTTP/1.1 over AsyncHTTPClient: for tunnels through proxies, and for answers that are read as they come.
final class AsyncHTTPTransport: HTTPTransport {
    private let group: any EventLoopGroup
    private let caBundle: String?
    private let proxies: ProxyRules
    private let connectTimeout: Duration
    private let clients = Mutex<[Route: HTTPClient]>([:])

    /// - Parameter caBundle: a PEM file with the certificates to trust, read when the first TLS connection needs it;
    ///   nil trusts those of the system.
    init(group: any EventLoopGroup, caBundle: String?, proxies: ProxyRules, connectTimeout: Duration) {
        self.group = group
        self.caBundle = caBundle
        self.proxies = proxies
        self.connectTimeout = connectTimeout
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        if request.streamsAnswer { return try await open(request) }
        let client = try client(for: request.endpoint)
        let collector = ResponseCollector()
        do {
            let outgoing = try HTTPClient.Request(
                url: request.url, method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.fields.map { ($0.name, $0.value) }),
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
            let task = client.execute(
                request: outgoing, delegate: collector, deadline: .now() + TimeAmount(request.timeout))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw TransportError(error, mayHaveBeenSent: collector.hasSentHead)
                .blaming(proxies.proxy(for: request.endpoint))
        }
    }

    /// The head of the answer, with its body to be read.
    private func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.headers = HTTPHeaders(request.fields.map { ($0.name, $0.value) })
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        let client = try client(for: request.endpoint)
        do {
            let incoming = try await client.execute(outgoing, deadline: .now() + TimeAmount(request.timeout))
            var response = HTTPResponse(
                status: Int(incoming.status.code), fields: incoming.headers.map { HTTPField($0.name, $0.value) })
            if (200..<300).contains(response.status) {
                response.stream = incoming.body.map { Array($0.readableBytesView) }
            } else {
                response.body = Array(
                    try await incoming.body.collect(upTo: ResponseCollector.largestBody).readableBytesView)
            }
            return response
        } catch {
            var failure = TransportError(error, mayHaveBeenSent: true)
            failure.mayHaveBeenSent = !failure.kind.precedesSending
            throw failure.blaming(proxies.proxy(for: request.endpoint))
        }
    }

    func shutdown() async {
        // Nothing can be done about a failure here, and nothing depends on it.
        for client in clients.withLock({ Array($0.values) }) { try? await client.shutdown() }
    }

    private func client(for endpoint: Endpoint) throws(TransportError) -> HTTPClient {
        let route = Route(proxy: proxies.proxy(for: endpoint), usesTLS: endpoint.scheme == .https)
        return try clients.withLock { clients throws(TransportError) in
            if let client = clients[route] { return client }
            let client = HTTPClient(eventLoopGroup: group, configuration: try configuration(for: route))
            clients[route] = client
            return client
        }
    }

    private func configuration(for route: Route) throws(TransportError) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(connectTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
        // Shorter than the idle limits of load balancers on the way, so that a kept connection is a living one.
        configuration.connectionPool.idleTimeout = .seconds(45)
        // Nobody collects spans here.
        configuration.tracing.tracer = nil
        configuration.proxy = route.proxy.map(HTTPClient.Configuration.Proxy.init)
        if route.usesTLS, let caBundle { configuration.tlsConfiguration = try .trusting(caBundle) }
        return configuration
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ proxy: Proxy) {
        let (host, port) = (proxy.endpoint.host, proxy.endpoint.port)
        let user = proxy.credentials.map { HTTPClient.Authorization.basic(credentials: $0.reveal()) }
        self = .server(host: host, port: port, authorization: user)
    }
}

/// What a client is made for. Certificates are read for those that need them alone: it takes longer than an invocation.
private struct Route: Hashable {
    let proxy: Proxy?
    let usesTLS: Bool
}
