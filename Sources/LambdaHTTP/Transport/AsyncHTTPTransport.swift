// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// HTTP/1.1 over AsyncHTTPClient: one thread, connections that are kept alive, no redirects, no retries of its own.
package final class AsyncHTTPTransport: HTTPTransport {
    private let group: MultiThreadedEventLoopGroup
    private let client: HTTPClient

    package init(connectTimeout: Duration = .seconds(5)) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(connectTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
        // Shorter than the idle limits of load balancers on the way, so that a kept connection is a living one.
        configuration.connectionPool.idleTimeout = .seconds(45)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        client = HTTPClient(eventLoopGroup: group, configuration: configuration)
    }

    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
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
        }
    }

    package func shutdown() async {
        // Nothing can be done about a failure here, and nothing depends on it.
        try? await client.shutdown()
        try? await group.shutdownGracefully()
    }
}
