// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOHTTP1

/// Serves clients of HTTP/1.0: they send no `Host`, can't read chunks, and expect the connection to be closed after an
/// answer. Other requests that end their connection are marked as those are.
final class EarlierVersionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// The version of the request that is answered.
    private var isEarlier = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        isEarlier = head.version == .http1_0 || head.version == .http0_9
        if isEarlier || !head.isKeepAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
        // They can't read an answer in two steps either.
        if isEarlier { head.headers.remove(name: "expect") }
        // Browsers, which a page's host name could direct here, always send one.
        if isEarlier, !head.headers.contains(name: "host") {
            head.headers.add(name: "host", value: LoopbackServer.host)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isEarlier, case .head(var head) = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        head.version = .http1_0
        head.headers.remove(name: "transfer-encoding")
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
