// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// HTTP/1.1 over AsyncHTTPClient: one thread, connections that are kept alive, no redirects, no retries of its own.
package final class AsyncHTTPTransport: HTTPTransport {
    private let group: MultiThreadedEventLoopGroup
    private let configuration: HTTPClient.Configuration
    private let proxies: ProxyRules
    private let direct: HTTPClient
    private let throughProxy = Mutex<[Endpoint: HTTPClient]>([:])

    /// - Parameter caBundle: a PEM file with the certificates to trust; nil trusts those of the system.
    package init(
        caBundle: String? = nil, proxies: ProxyRules, connectTimeout: Duration = .seconds(5)
    ) throws(AWSSetupError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(connectTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
        // Shorter than the idle limits of load balancers on the way, so that a kept connection is a living one.
        configuration.connectionPool.idleTimeout = .seconds(45)
        if let caBundle { configuration.tlsConfiguration = try Self.trusting(caBundle) }
        self.configuration = configuration
        self.proxies = proxies
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        direct = HTTPClient(eventLoopGroup: group, configuration: configuration)
    }

    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let collector = ResponseCollector()
        do {
            let outgoing = try HTTPClient.Request(
                url: request.url, method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.fields.map { ($0.name, $0.value) }),
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
            let task = client(for: request.endpoint).execute(
                request: outgoing, delegate: collector, deadline: .now() + TimeAmount(request.timeout))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw TransportError(error, mayHaveBeenSent: collector.hasSentHead)
        }
    }

    package func shutdown() async {
        let clients = throughProxy.withLock { Array($0.values) } + [direct]
        // Nothing can be done about a failure here, and nothing depends on it.
        for client in clients { try? await client.shutdown() }
        try? await group.shutdownGracefully()
    }

    private func client(for endpoint: Endpoint) -> HTTPClient {
        guard let proxy = proxies.proxy(for: endpoint) else { return direct }
        return throughProxy.withLock { clients in
            if let client = clients[proxy] { return client }
            var configuration = configuration
            configuration.proxy = .server(host: proxy.host, port: proxy.port)
            let client = HTTPClient(eventLoopGroup: group, configuration: configuration)
            clients[proxy] = client
            return client
        }
    }

    private static func trusting(_ path: String) throws(AWSSetupError) -> TLSConfiguration {
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(path)
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .certificates(certificates)
            return configuration
        } catch {
            throw .unreadableFile(path: path, reason: "it holds no certificates in PEM (AWS_CA_BUNDLE or ca_bundle)")
        }
    }
}
