// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server on loopback that misbehaves as configured, and counts the requests that it has read completely.
final class FaultServer: Sendable {
    enum Behaviour: Sendable {
        /// Closes a connection as soon as it's open.
        case close
        /// Reads the request, then resets the connection.
        case readAndReset
        /// Reads the request, and never responds.
        case readAndHang
        /// Reads the request, announces more than it sends, and closes.
        case halfAnswer
        /// Reads the request, sends these bytes, and closes.
        case raw(String)
        /// Reads the request, answers `{}`, and closes a moment later, as servers do with an idle connection.
        case answerAndCloseLater
        /// Reads the request, and sends a body of this size as fast as it's read.
        case flood(bytes: Int)
        case answer(status: Int, fields: [(String, String)] = [], body: String = "")
    }

    struct Received: Sendable {
        var head: String
        var body: String
    }

    private struct State: Sendable {
        var behaviours: [Behaviour]
        var received: [Received] = []
        var connections = 0
        var closed = 0
        var flooded = 0
    }

    let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let state: Shared

    fileprivate final class Shared: Sendable {
        private let state: Mutex<State>
        init(_ behaviours: [Behaviour]) { state = Mutex(State(behaviours: behaviours)) }

        var received: [Received] { state.withLock { $0.received } }
        var connections: Int { state.withLock { $0.connections } }
        var flooded: Int { state.withLock { $0.flooded } }

        var closed: Int { state.withLock { $0.closed } }

        func hasClosed() { state.withLock { $0.closed += 1 } }
        func flooded(_ bytes: Int) { state.withLock { $0.flooded += bytes } }

        /// What to do with a new connection before anything is read.
        func connected() -> Bool {
            state.withLock { state in
                state.connections += 1
                guard case .close = state.behaviours[0] else { return false }
                if state.behaviours.count > 1 { state.behaviours.removeFirst() }
                return true
            }
        }

        func record(_ request: Received) -> Behaviour {
            state.withLock { state in
                state.received.append(request)
                return state.behaviours.count > 1 ? state.behaviours.removeFirst() : state.behaviours[0]
            }
        }
    }

    /// - Parameter behaviours: one for each request; the last one also for all later requests.
    convenience init(_ behaviours: Behaviour...) async throws { try await self.init(behaviours) }

    init(_ behaviours: [Behaviour]) async throws {
        let shared = Shared(behaviours)
        state = shared
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FaultHandler(shared))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    var url: String { "http://127.0.0.1:\(port)" }
    /// The requests that arrived completely.
    var received: [Received] { state.received }
    var connections: Int { state.connections }
    /// How many connections have been closed.
    var closed: Int { state.closed }
    /// How many body bytes a `flood` has sent.
    var flooded: Int { state.flooded }

    func stop() async throws {
        try await channel.close()
        try await group.shutdownGracefully()
    }
}

private final class FaultHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: FaultServer.Shared
    private var text = ""
    /// The bytes still to send.
    private var flood = 0
    private static let piece = 1 << 16

    init(_ shared: FaultServer.Shared) { self.shared = shared }

    func channelActive(context: ChannelHandlerContext) {
        if shared.connected() { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { shared.hasClosed() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        while let request = nextRequest() { act(shared.record(request), context: context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func nextRequest() -> FaultServer.Received? {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let head = String(text[..<end.lowerBound])
        let length =
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        let rest = text[end.upperBound...]
        guard rest.utf8.count >= length else { return nil }
        let bodyEnd = rest.utf8.index(rest.startIndex, offsetBy: length)
        let request = FaultServer.Received(head: head, body: String(rest[..<bodyEnd]))
        text = String(rest[bodyEnd...])
        return request
    }

    private func act(_ behaviour: FaultServer.Behaviour, context: ChannelHandlerContext) {
        switch behaviour {
        case .close: context.close(promise: nil)
        case .readAndHang: break
        case .readAndReset:
            // With zero seconds of lingering, close sends a reset.
            guard let options = context.channel as? any SocketOptionProvider else { return }
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            options.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .whenComplete { _ in bound.value.close(promise: nil) }
        case .flood(let bytes):
            send("HTTP/1.1 200 OK\r\nContent-Length: \(bytes)\r\n\r\n", context: context)
            flood = bytes
            pour(context)
        case .halfAnswer:
            send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":", context: context)
            context.close(promise: nil)
        case .raw(let text):
            send(text, context: context)
            context.close(promise: nil)
        case .answerAndCloseLater:
            act(.answer(status: 200, body: "{}"), context: context)
            let channel = context.channel
            context.eventLoop.scheduleTask(in: .milliseconds(20)) { channel.close(promise: nil) }
        case .answer(let status, let fields, let body):
            var head = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.utf8.count)\r\n"
            for (name, value) in fields { head += "\(name): \(value)\r\n" }
            send("\(head)\r\n\(body)", context: context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { pour(context) }

    private func pour(_ context: ChannelHandlerContext) {
        while flood > 0, context.channel.isWritable {
            let count = min(flood, Self.piece)
            flood -= count
            shared.flooded(count)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(repeating: 0x2E, count: count)), promise: nil)
        }
    }

    private func send(_ text: String, context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
