// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// The fields after requests' bodies, which Hummingbird drops.
final class Trailers: Sendable {
    private let shared = Mutex((last: 0, known: [String: HTTPFields]()))

    fileprivate func next() -> String {
        shared.withLock { shared in
            shared.last += 1
            return String(shared.last)
        }
    }

    fileprivate func set(_ fields: HTTPFields, for number: String) { shared.withLock { $0.known[number] = fields } }

    func fields(of number: String) -> HTTPFields? { shared.withLock { $0.known[number] } }

    func forget(_ number: String) { _ = shared.withLock { $0.known.removeValue(forKey: number) } }
}

/// Numbers the requests of a connection and keeps what follows their bodies under that number.
final class TrailersHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let trailers: Trailers
    private var number = ""

    init(_ trailers: Trailers) { self.trailers = trailers }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(var head):
            // Only requests that announce trailers need a number; nobody else may choose one.
            if head.headerFields[.lamshRequest] != nil { head.headerFields[.lamshRequest] = nil }
            number = ""
            if head.headerFields[.trailer] != nil {
                number = trailers.next()
                head.headerFields[.lamshRequest] = number
            }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .end(let fields?) where !number.isEmpty:
            trailers.set(fields, for: number)
            context.fireChannelRead(data)
        case .body, .end:
            context.fireChannelRead(data)
        }
    }
}

extension HTTPField.Name {
    /// Between this server's parts; it never leaves the process.
    static let lamshRequest: Self = {
        guard let name = Self("lamsh-request") else { preconditionFailure("the name of a field is malformed") }
        return name
    }()
}
