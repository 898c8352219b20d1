// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What arrives on a connection: requests, one after the other.
final class RequestParts {
    private var parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    /// The body of the current request has been read to its end.
    private var isComplete = true
    /// The fields after the body of the current request, once that was read.
    private(set) var trailers: HTTPFields?

    init(_ parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator) { self.parts = parts }

    /// The body of a request ended before it was complete.
    struct CutOff: Error {}

    /// The next request, after the rest of the one before; nil when the client sends no more.
    func next() async throws -> HTTPRequest? {
        while let part = try await parts.next(isolation: #isolation) {
            guard case .head(let head) = part else { continue }
            isComplete = false
            trailers = nil
            return head
        }
        return nil
    }

    /// The next piece of the current request's body; nil at its end.
    func piece() async throws -> ByteBuffer? {
        guard !isComplete else { return nil }
        switch try await parts.next(isolation: #isolation) {
        case .body(let piece): return piece
        case .end(let fields):
            isComplete = true
            trailers = fields
            return nil
        case .head, nil: throw CutOff()
        }
    }
}
