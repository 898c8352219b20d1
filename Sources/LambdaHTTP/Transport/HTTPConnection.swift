// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOTLS

/// One connection to a server, the last handler of its channel: one exchange at a time, on the channel's event loop.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private enum State {
        /// Not usable yet.
        case opening
        case idle(since: NIODeadline)
        case busy(HTTPExchange, HTTPAnswer)
        case closed
    }

    /// Done when requests may be sent: once the connection is secured, where it is to be.
    let ready: EventLoopPromise<Void>
    private let usesTLS: Bool
    private var state = State.opening
    private var context: ChannelHandlerContext?
    /// Who is told when the connection is free or closed; set while it is open.
    private var pool: HTTPConnectionPool?

    init(ready: EventLoopPromise<Void>, usesTLS: Bool) {
        self.ready = ready
        self.usesTLS = usesTLS
    }

    /// Takes the connection into use once it is ready.
    func join(_ pool: HTTPConnectionPool) {
        self.pool = pool
        state = .idle(since: .now())
    }

    /// Whether a request may be sent on it.
    var isUsable: Bool {
        guard case .idle(let since) = state, let channel = context?.channel, channel.isActive else { return false }
        // The loop may have been at work all the time since then, and not have heard that the server closed it.
        return .now() - since < .milliseconds(20) || channel.isEstablished
    }

    func run(_ exchange: HTTPExchange) {
        guard let context else {
            return exchange.fail(.connectionClosed, mayHaveBeenSent: false, "the connection was closed")
        }
        state = .busy(exchange, HTTPAnswer())
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if let body = exchange.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    // MARK: Giving up

    /// When the connection is to be looked at again: its exchange is overdue then, or it was idle for too long.
    func due(idleLimit: TimeAmount) -> NIODeadline? {
        switch state {
        case .opening, .closed: nil
        case .idle(let since): since + idleLimit
        case .busy(let exchange, _): exchange.deadline
        }
    }

    /// What is to happen when `due` has come.
    func expire() {
        switch state {
        case .opening, .closed: break
        case .idle: end()
        case .busy: fail(.timeout, "no answer in time")
        }
    }

    func cancel(_ cancellation: HTTPCancellation) -> Bool {
        guard case .busy(let exchange, _) = state, exchange.cancellation === cancellation else { return false }
        fail(.cancelled)
        return true
    }

    private func fail(_ kind: TransportError.Kind, _ detail: String = "") {
        fail(TransportError(kind, mayHaveBeenSent: true, detail: detail))
    }

    private func fail(_ error: TransportError) {
        let exchange: HTTPExchange? = if case .busy(let exchange, _) = state { exchange } else { nil }
        end()
        exchange?.end(.failure(error))
    }

    /// An exchange under way fails.
    func close() {
        guard case .busy = state else { return end() }
        fail(.connectionClosed, "the connection was closed")
    }

    private func end() {
        if case .closed = state { return }
        state = .closed
        context?.close(promise: nil)
        pool?.lost(self)
        pool = nil
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if !usesTLS { ready.succeed() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        ready.fail(ChannelError.ioOnClosedChannel)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { ready.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .busy(let exchange, var answer) = state else { return end() }
        // Nothing else refers to the parts while more are added.
        state = .opening
        switch unwrapInboundIn(data) {
        case .head(let head): answer.head = head
        case .body(var part):
            answer.append(&part)
            if answer.body.readableBytes > ResponseCollector.largestBody {
                state = .busy(exchange, answer)
                return fail(TransportError(ResponseCollector.BodyTooLarge(), mayHaveBeenSent: true))
            }
        case .end: return finish(exchange, answer)
        }
        state = .busy(exchange, answer)
    }

    private func finish(_ exchange: HTTPExchange, _ answer: HTTPAnswer) {
        state = .idle(since: .now())
        if answer.head?.isKeepAlive == true { pool?.released(self) } else { end() }
        exchange.end(answer.outcome)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ready.fail(error)
        fail(TransportError(error, mayHaveBeenSent: true))
    }

    func channelInactive(context: ChannelHandlerContext) {
        ready.fail(HTTPClientError.remoteConnectionClosed)
        fail(TransportError(HTTPClientError.remoteConnectionClosed, mayHaveBeenSent: true))
        context.fireChannelInactive()
    }
}

/// The parts of an answer that have come.
struct HTTPAnswer {
    var head: HTTPResponseHead?
    private(set) var body = ByteBuffer()

    mutating func append(_ part: inout ByteBuffer) {
        if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
    }

    var outcome: HTTPExchange.Outcome {
        guard let head else {
            return .failure(TransportError(HTTPClientError.remoteConnectionClosed, mayHaveBeenSent: true))
        }
        return .success(
            HTTPResponse(
                status: Int(head.status.code), fields: head.headers.map { HTTPField($0.name, $0.value) },
                body: Array(body.readableBytesView)))
    }
}
