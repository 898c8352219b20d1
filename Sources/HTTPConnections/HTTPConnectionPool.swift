// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The connections to one server, on one event loop: kept alive, one per concurrent request.
final class HTTPConnectionPool {
    /// Further requests wait for a connection.
    private static let mostConnections = 1_024
    /// Shorter than the idle limits of load balancers in between, so that an idle connection is still open.
    private static let idleLimit = TimeAmount.seconds(45)

    private let route: Route
    private let tls: NIOSSLContext?
    private let connectTimeout: TimeAmount
    private let loop: any EventLoop

    private var connections: [HTTPConnection] = []
    /// The most recently used one is last.
    private var idle: [HTTPConnection] = []
    private var waiting = CircularBuffer<HTTPExchange>()
    private var opening = 0
    private var isClosed = false
    /// One timer for all connections and waiting requests, set to the first that's due.
    private var alarm: (due: NIODeadline, timer: Scheduled<Void>)?

    /// - Parameter tls: nil for a plain connection.
    init(_ route: Route, tls: NIOSSLContext?, connectTimeout: TimeAmount, loop: any EventLoop) {
        self.route = route
        self.tls = tls
        self.connectTimeout = connectTimeout
        self.loop = loop
    }

    func start(_ exchange: HTTPExchange) {
        guard !exchange.cancellation.isRequested else { return exchange.fail(.cancelled, mayHaveBeenSent: false) }
        wake(at: exchange.deadline)
        while let connection = idle.popLast() {
            if connection.isUsable { return connection.run(exchange) }
            connection.close()
        }
        waiting.append(exchange)
        openConnections()
    }

    func cancel(_ cancellation: HTTPCancellation) {
        if let index = waiting.firstIndex(where: { $0.cancellation === cancellation }) {
            return waiting.remove(at: index).fail(.cancelled, mayHaveBeenSent: false)
        }
        _ = connections.contains { $0.cancel(cancellation) }
    }

    /// Closes the connections: requests under way fail, and no more are accepted.
    func close() {
        isClosed = true
        alarm?.timer.cancel()
        for exchange in waiting {
            exchange.fail(.connectionClosed, mayHaveBeenSent: false, "the connection was closed")
        }
        waiting = []
        for connection in connections { connection.close() }
    }

    // MARK: Notifications from connections

    func released(_ connection: HTTPConnection) {
        guard !isClosed else { return connection.close() }
        if let exchange = waiting.popFirst() { return connection.run(exchange) }
        idle.append(connection)
        wake(at: .now() + Self.idleLimit)
    }

    func lost(_ connection: HTTPConnection) {
        connections.removeAll { $0 === connection }
        idle.removeAll { $0 === connection }
        openConnections()
    }

    // MARK: Opening

    private func openConnections() {
        while opening < waiting.count, connections.count + opening < Self.mostConnections {
            opening += 1
            open().assumeIsolated().whenComplete { result in
                self.opening -= 1
                switch result {
                case .success(let connection):
                    connection.value.join(self)
                    self.connections.append(connection.value)
                    self.released(connection.value)
                case .failure(let error):
                    // For each waiting request there's a connection being opened, unless the limit is reached.
                    self.waiting.popFirst()?.end(.failure(TransportError(error, mayHaveBeenSent: false)))
                    self.openConnections()
                }
            }
        }
    }

    private func open() -> EventLoopFuture<NIOLoopBound<HTTPConnection>> {
        let (route, tls, loop, limit) = (route, tls, loop, connectTimeout)
        let deadline = NIODeadline.now() + limit
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(limit).keepingAlive()
        guard let proxy = route.tunnel else {
            return
                bootstrap
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try Self.configure(channel, route, tls) }
                }
                .connect(host: route.endpoint.host, port: route.endpoint.port)
                .flatMap { Self.ready($0, secured: tls != nil, by: deadline, on: loop) }
        }
        let tunnel = loop.makePromise(of: Void.self)
        return
            bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.requestTunnel(on: channel, to: route.endpoint, of: proxy, by: deadline, tunnel)
                }
            }
            .connect(host: proxy.endpoint.host, port: proxy.endpoint.port)
            .flatMapError { error in
                tunnel.fail(error)
                return loop.makeFailedFuture(error)
            }
            .flatMap { channel in
                tunnel.futureResult
                    .flatMap { Self.removeTunnelHandlers(from: channel) }
                    .flatMapThrowing { try Self.configure(channel, route, tls) }
                    .flatMap { Self.ready(channel, secured: tls != nil, by: deadline, on: loop) }
            }
    }

    private static func configure(_ channel: any Channel, _ route: Route, _ tls: NIOSSLContext?) throws {
        let pipeline = channel.pipeline.syncOperations
        let host = route.endpoint.host
        if let tls {
            try pipeline.addHandler(
                NIOSSLClientHandler(context: tls, serverHostname: host.isIPAddress ? nil : host))
        }
        try pipeline.addHTTPClientHandlers(enableOutboundHeaderValidation: false)
        let ready = channel.eventLoop.makePromise(of: Void.self)
        try pipeline.addHandler(HTTPConnection(ready: ready, usesTLS: tls != nil))
    }

    /// The connection, once requests can be sent on it.
    private static func ready(
        _ channel: any Channel, secured usesTLS: Bool, by deadline: NIODeadline, on loop: any EventLoop
    ) -> EventLoopFuture<NIOLoopBound<HTTPConnection>> {
        do {
            let connection = try channel.pipeline.syncOperations.handler(type: HTTPConnection.self)
            let ready = connection.ready
            let bound = NIOLoopBound(connection, eventLoop: loop)
            guard usesTLS else { return ready.futureResult.map { bound } }
            let timer = loop.scheduleTask(deadline: deadline) {
                ready.fail(ConnectionFault.slowHandshake)
                channel.close(promise: nil)
            }
            return ready.futureResult.always { _ in timer.cancel() }.map { bound }
        } catch {
            return loop.makeFailedFuture(error)
        }
    }

    // MARK: Tunnels

    private static let encoderName = "tunnel.encoder"
    private static let decoderName = "tunnel.decoder"

    /// Requests a tunnel from `proxy` (RFC 9110, section 9.3.6).
    private static func requestTunnel(
        on channel: any Channel, to endpoint: Endpoint, of proxy: Proxy, by deadline: NIODeadline,
        _ promise: EventLoopPromise<Void>
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        var headers = HTTPHeaders([("Host", "\(host):\(endpoint.port)")])
        if let user = proxy.credentials { headers.add(name: "Proxy-Authorization", value: "Basic \(user.reveal())") }
        try pipeline.addHandler(HTTPRequestEncoder(), name: encoderName)
        try pipeline.addHandler(
            ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes)), name: decoderName)
        try pipeline.addHandler(
            NIOHTTP1ProxyConnectHandler(
                targetHost: host, targetPort: endpoint.port, headers: headers, deadline: deadline, promise: promise))
    }

    /// The following bytes belong to the connection inside the tunnel. The handler that requested it has already
    /// removed itself.
    private static func removeTunnelHandlers(from channel: any Channel) -> EventLoopFuture<Void> {
        let pipeline = channel.pipeline
        return pipeline.removeHandler(name: encoderName).flatMap { pipeline.removeHandler(name: decoderName) }
    }

    // MARK: Time

    private func wake(at due: NIODeadline) {
        if let alarm, alarm.due <= due { return }
        alarm?.timer.cancel()
        alarm = (due, loop.assumeIsolated().scheduleTask(deadline: due) { self.ring() })
    }

    private func ring() {
        alarm = nil
        let now = NIODeadline.now()
        while let index = waiting.firstIndex(where: { $0.deadline <= now }) {
            waiting.remove(at: index).fail(.timeout, mayHaveBeenSent: false, "the connection attempt timed out")
        }
        for connection in connections {
            if let due = connection.due(idleLimit: Self.idleLimit), due <= now { connection.expire() }
        }
        let next = connections.compactMap { $0.due(idleLimit: Self.idleLimit) } + waiting.map(\.deadline)
        if let first = next.min() { wake(at: first) }
    }
}

/// The destination of a pool's connections.
struct Route: Hashable, Sendable {
    /// The server that responds, or the proxy that forwards requests.
    let endpoint: Endpoint
    /// The proxy for a tunnel to `endpoint`; nil for a direct connection.
    let tunnel: Proxy?
}

extension String {
    /// Certificates contain host names, and addresses aren't names.
    var isIPAddress: Bool { (try? SocketAddress(ipAddress: self, port: 0)) != nil }
}
