// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import NIOCore
import NIOHTTP1
import NIOTLS

/// A connection to a server, the last handler of its channel: one exchange at a time, on the channel's event loop.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private enum State {
        /// Not usable yet.
        case opening
        case idle(since: NIODeadline)
        case busy(HTTPExchange, HTTPAnswer)
        /// The head has been delivered, and the body follows as it arrives.
        case streaming(HTTPExchange, AnswerStream, isKeepAlive: Bool)
        case closed
    }

    /// Fulfilled when requests may be sent: once the connection is secured, if it uses TLS.
    let ready: EventLoopPromise<Void>
    private let usesTLS: Bool
    private var state = State.opening
    private var context: ChannelHandlerContext?
    /// Notified when the connection is free or closed; set while it's open.
    private var pool: HTTPConnectionPool?

    init(ready: EventLoopPromise<Void>, usesTLS: Bool) {
        self.ready = ready
        self.usesTLS = usesTLS
    }

    /// Adds the connection to the pool once it's ready.
    func join(_ pool: HTTPConnectionPool) {
        self.pool = pool
        state = .idle(since: .now())
    }

    /// Whether a request may be sent on it.
    var isUsable: Bool {
        guard case .idle(let since) = state, let channel = context?.channel, channel.isActive else { return false }
        // The loop may have been busy since then, and may not have noticed that the server closed it.
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

    /// When the connection has to be checked again: its exchange is overdue then, or it has been idle for too long.
    func due(idleLimit: TimeAmount) -> NIODeadline? {
        switch state {
        case .opening, .closed: nil
        case .idle(let since): since + idleLimit
        case .busy(let exchange, _), .streaming(let exchange, _, _): exchange.deadline
        }
    }

    /// What to do when `due` is reached.
    func expire() {
        switch state {
        case .opening, .closed: break
        case .idle: end()
        case .busy, .streaming: fail(.timeout, "timed out waiting for a response")
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
        let failed = state
        end()
        switch failed {
        case .busy(let exchange, _): exchange.end(.failure(error))
        case .streaming(_, let stream, _): stream.finish(error)
        case .opening, .idle, .closed: break
        }
    }

    /// Fails the exchange under way.
    func close() {
        switch state {
        case .busy, .streaming: fail(.connectionClosed, "the connection was closed")
        case .opening, .idle, .closed: end()
        }
    }

    // MARK: Demand for a streamed answer

    /// The reader has room again.
    func produceMore(of stream: AnswerStream) {
        guard case .streaming(_, let current, _) = state, current === stream else { return }
        readAutomatically(true)
    }

    /// The reader has stopped. The rest of the response isn't read, so the connection can't be reused.
    func abandon(_ stream: AnswerStream) {
        guard case .streaming(_, let current, _) = state, current === stream else { return }
        end()
    }

    private func readAutomatically(_ isAutomatic: Bool) {
        guard let context else { return }
        // On its own event loop, a channel sets this option immediately.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isAutomatic)
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
        switch state {
        case .busy(let exchange, let answer):
            // So that the parts have no other reference: adding to them would copy them otherwise.
            state = .opening
            collect(unwrapInboundIn(data), consume answer, exchange)
        case .streaming(let exchange, let stream, let isKeepAlive):
            pass(on: unwrapInboundIn(data), stream, exchange, isKeepAlive: isKeepAlive)
        case .opening, .idle, .closed: end()
        }
    }

    private func collect(_ part: HTTPClientResponsePart, _ answer: consuming HTTPAnswer, _ exchange: HTTPExchange) {
        switch part {
        case .head(let head):
            if exchange.streamsAnswer, head.status.code / 100 == 2 { return stream(head, exchange) }
            answer.begin(head)
        case .body(var part):
            answer.append(&part)
            if answer.body.readableBytes > HTTPAnswer.largestBody {
                state = .busy(exchange, answer)
                return fail(.malformedAnswer, "the response is too large")
            }
        case .end:
            free(isKeepAlive: answer.head?.isKeepAlive == true)
            return exchange.end(answer.outcome)
        }
        state = .busy(exchange, answer)
    }

    private func stream(_ head: HTTPResponseHead, _ exchange: HTTPExchange) {
        guard let loop = context?.eventLoop else { return }
        let (stream, sequence) = AnswerStream.make(for: self, on: loop)
        state = .streaming(exchange, stream, isKeepAlive: head.isKeepAlive)
        var response = HTTPResponse(head)
        response.stream = sequence
        exchange.end(.success(response))
    }

    private func pass(
        on part: HTTPClientResponsePart, _ stream: AnswerStream, _ exchange: HTTPExchange, isKeepAlive: Bool
    ) {
        switch part {
        case .head: fail(.malformedAnswer, "the server sent a second response")
        case .body(let bytes):
            if !stream.yield(Array(bytes.readableBytesView)) { readAutomatically(false) }
        case .end:
            readAutomatically(true)
            free(isKeepAlive: isKeepAlive)
            stream.finish(nil)
        }
    }

    /// The exchange is over.
    private func free(isKeepAlive: Bool) {
        state = .idle(since: .now())
        if isKeepAlive { pool?.released(self) } else { end() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ready.fail(error)
        fail(TransportError(error, mayHaveBeenSent: true))
    }

    func channelInactive(context: ChannelHandlerContext) {
        ready.fail(ConnectionFault.closedByServer)
        fail(TransportError(ConnectionFault.closedByServer, mayHaveBeenSent: true))
        context.fireChannelInactive()
    }
}

/// The received parts of a response.
struct HTTPAnswer {
    /// Much larger than the API's largest response (a response payload of 6 MB).
    static let largestBody = 64 << 20

    private(set) var head: HTTPResponseHead?
    private(set) var body = ByteBuffer()
    /// Whether there's room for the whole body, so that it isn't moved while it grows.
    private var isReserved = false

    mutating func begin(_ head: HTTPResponseHead) {
        self.head = head
        guard let size = head.headers.first(name: "content-length").flatMap({ Int($0) }), size > 1 << 16,
            size <= Self.largestBody
        else { return }
        body.reserveCapacity(size)
        isReserved = true
    }

    mutating func append(_ part: inout ByteBuffer) {
        if body.readableBytes == 0, !isReserved { body = part } else { body.writeBuffer(&part) }
    }

    var outcome: HTTPExchange.Outcome {
        guard let head else {
            return .failure(TransportError(ConnectionFault.closedByServer, mayHaveBeenSent: true))
        }
        var response = HTTPResponse(head)
        response.body = Array(body.readableBytesView)
        return .success(response)
    }
}

extension HTTPResponse {
    fileprivate init(_ head: HTTPResponseHead) {
        self.init(status: Int(head.status.code), fields: head.headers.map { HTTPField($0.name, $0.value) })
    }
}
