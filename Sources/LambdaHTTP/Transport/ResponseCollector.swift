// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Puts the parts of one answer together, and knows whether the request has left.
final class ResponseCollector: HTTPClientResponseDelegate {
    private struct State {
        var hasSentHead = false
        var head: HTTPResponseHead?
        var body = ByteBuffer()
    }

    /// Well above the largest answer of the API (a response payload of 6 MB).
    static let largestBody = 64 << 20

    struct BodyTooLarge: Error {}

    private let state = Mutex(State())

    /// The head of the request was written to the connection.
    var hasSentHead: Bool { state.withLock { $0.hasSentHead } }

    func didSendRequestHead(task: HTTPClient.Task<HTTPResponse>, _ head: HTTPRequestHead) {
        state.withLock { $0.hasSentHead = true }
    }

    func didReceiveHead(task: HTTPClient.Task<HTTPResponse>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.head = head }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<HTTPResponse>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        var buffer = buffer
        let isTooLarge = state.withLock { state in
            if state.body.readableBytes == 0 { state.body = buffer } else { state.body.writeBuffer(&buffer) }
            return state.body.readableBytes > Self.largestBody
        }
        return isTooLarge
            ? task.eventLoop.makeFailedFuture(BodyTooLarge()) : task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPResponse>) throws -> HTTPResponse {
        try state.withLock { state in
            guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
            return HTTPResponse(
                status: Int(head.status.code), fields: head.headers.map { HTTPField($0.name, $0.value) },
                body: Array(state.body.readableBytesView))
        }
    }
}
