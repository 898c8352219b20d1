// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOHTTPTypes

/// Closes a connection on which a request takes too long to arrive, however busily it does so; one that sends nothing
/// at all is the idle timeout's affair.
final class SlowRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let limit: TimeAmount?
    private var deadline: Scheduled<Void>?

    /// - Parameter limit: nil waits forever.
    init(limit: TimeAmount?) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            guard let limit else { break }
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        case .body: break
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }
}
