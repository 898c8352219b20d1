// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Reads the requests of each connection and writes their answers, one after the other.
///
/// Hummingbird's own `HTTP1Channel` drops the fields after a request's body.
struct ServedConnections: ServerChildChannel {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
    private typealias Output = NIOAsyncChannelOutboundWriter<HTTPResponsePart>

    private let idleTimeout: TimeAmount?
    private let bodyTime: TimeAmount?
    private let headerLimit: Int
    private let respond: @Sendable (LoopbackServer.Head, RequestContent) async -> LocalResponse

    init(
        idleTimeout: TimeAmount?, bodyTime: TimeAmount?, headerLimit: Int,
        respond: @escaping @Sendable (LoopbackServer.Head, RequestContent) async -> LocalResponse
    ) {
        self.idleTimeout = idleTimeout
        self.bodyTime = bodyTime
        self.headerLimit = headerLimit
        self.respond = respond
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = headerLimit
            limits.maxHeaderListSize = headerLimit
            limits.maxHeaderFieldCount = 200
            // One request is answered after the other in any case, and HTTP's types can't hold malformed fields.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(EarlierVersionHandler())
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(SlowRequestHandler(limit: bodyTime))
            try pipeline.addHandler(
                HTTPConnectionStateHandler(idleTimeout: idleTimeout.map { Duration($0) }, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    @concurrent
    func handle(value: Value, logger: Logger) async {
        // Whatever fails here, the client has left or the server ends; the connection is closed then.
        try? await withTaskCancellationHandler {
            try await value.executeThenClose { input, output in
                do {
                    let peer = value.channel.remoteAddress?.ipAddress
                    try await answerAll(RequestParts(input.makeAsyncIterator()), output, from: peer)
                } catch is HTTPParserError {
                    let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
                    try await output.write(.head(HTTPTypes.HTTPResponse(status: .badRequest, headerFields: fields)))
                    try await output.write(.end(nil))
                }
                output.finish()
                try await value.channel.closeFuture.get()
            }
        } onCancel: {
            value.channel.close(mode: .input, promise: nil)
        }
    }

    private func answerAll(_ requests: RequestParts, _ output: Output, from peer: String?) async throws {
        while let head = try await requests.next() {
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                try await output.write(.head(HTTPTypes.HTTPResponse(status: .continue)))
            }
            let answer = await respond(LoopbackServer.Head(head, peer: peer), RequestContent(requests))
            let isComplete = try await send(answer, withBody: head.method != .head, output)
            guard isComplete, head.headerFields[.connection] != "close" else { break }
        }
    }

    /// - Returns: false if the connection must be closed.
    private func send(_ answer: LocalResponse, withBody: Bool, _ output: Output) async throws -> Bool {
        if let stream = answer.stream {
            let response = StreamedResponse(answer, hasBody: withBody) { try await output.write($0) }
            // What produces the body continues if the client has left.
            await stream(response)
            return try await response.end()
        }
        var head = answer.httpHead
        if answer.mayHaveBody { head.headerFields[.contentLength] = String(answer.body.count) }
        if answer.body.isEmpty || !withBody || !answer.mayHaveBody {
            try await output.write(contentsOf: [.head(head), .end(nil)])
        } else {
            try await output.write(contentsOf: [.head(head), .body(ByteBuffer(bytes: answer.body)), .end(nil)])
        }
        return true
    }
}
