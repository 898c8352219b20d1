// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import HTTPTypes
import HummingbirdCore
import Logging
package import NIOCore

/// An HTTP/1.1 server that, unless it is told otherwise, only this machine can reach.
package struct LoopbackServer: Sendable {
    package static let host = "127.0.0.1"

    /// The head of a request.
    package struct Head: Sendable {
        package var method: String
        /// Path and query as they were sent.
        package var target: String
        /// `host` included.
        package var fields: [HTTPMessages.HTTPField]
    }

    private let group: any EventLoopGroup
    private let host: String
    /// A connection on which nothing moves for so long is dropped, unless it waits for an answer.
    private let idleTimeout: TimeAmount?
    /// A connection whose request is not there completely after so long is dropped.
    private let bodyTime: TimeAmount?
    /// Answers a request, whose body it reads.
    private let respond: @Sendable (Head, RequestContent) async -> LocalResponse

    private static let headerLimit = 65_536
    private static let connectionLimit = 1_024

    package init(
        group: any EventLoopGroup, host: String = Self.host, idleTimeout: TimeAmount? = nil,
        bodyTime: TimeAmount? = nil,
        respond: @escaping @Sendable (Head, RequestContent) async -> LocalResponse
    ) {
        self.group = group
        self.host = host
        self.idleTimeout = idleTimeout
        self.bodyTime = bodyTime
        self.respond = respond
    }

    /// Serves until its task is cancelled; throws when the port cannot be bound.
    ///
    /// - Parameter onListening: called with the port.
    package func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        let (trailers, bodyTime) = (Trailers(), bodyTime)
        let channel = HTTP1Channel(
            responder: { request, writer, _ in try await serve(request, writer, trailers) },
            configuration: .init(
                additionalChannelHandlers: [TrailersHandler(trailers), SlowRequestHandler(limit: bodyTime)],
                idleTimeout: idleTimeout,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Self.headerLimit, maxHeaderListSize: Self.headerLimit,
                    maxHeaderFieldCount: 200)))
        let logger = Logger(label: "lamsh.local") { _ in SwiftLogNoOpLogHandler() }
        let server = Server(
            childChannelSetup: channel,
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: .maximum(Self.connectionLimit, logger: logger)),
            onServerRunning: { onListening($0.localAddress?.port ?? 0) }, eventLoopGroup: group, logger: logger)
        try await server.run()
    }

    @concurrent
    private func serve(_ request: Request, _ writer: consuming ResponseWriter, _ trailers: Trailers) async throws {
        let content = RequestContent(body: request.body, number: request.headers[.lamshRequest], trailers: trailers)
        let answer = await respond(Head(request.head), content)
        content.forget()
        var fields = HTTPFields()
        for field in answer.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        let status = HTTPResponse.Status(code: answer.status)
        if let stream = answer.stream {
            let (pieces, input) = AsyncStream.makeStream(of: [UInt8].self)
            async let production: Void = produce(stream, into: input)
            // What produces the body goes on when the client has left.
            var body = try await writer.writeHead(HTTPResponse(status: status, headerFields: fields))
            for await piece in pieces { try await body.write(ByteBuffer(bytes: piece)) }
            try await body.finish(nil)
            return await production
        }
        if answer.status != 204 { fields[.contentLength] = String(answer.body.count) }
        let head = HTTPResponse(status: status, headerFields: fields)
        if answer.body.isEmpty {
            try await writer.writeResponse(head)
        } else {
            try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        }
    }
}

/// Runs `stream` to its end.
private func produce(_ stream: LocalResponse.Stream, into pieces: AsyncStream<[UInt8]>.Continuation) async {
    await stream { pieces.yield($0) }
    pieces.finish()
}

extension LoopbackServer.Head {
    fileprivate init(_ head: HTTPTypes.HTTPRequest) {
        method = head.method.rawValue
        target = head.path ?? "/"
        fields = head.headerFields.filter { $0.name != .lamshRequest }
            .map { HTTPMessages.HTTPField($0.name.rawName, $0.value) }
        if let authority = head.authority { fields.append(HTTPMessages.HTTPField("host", authority)) }
    }

    /// The names that a request to this machine may carry in `host`; another one comes from a page in a browser whose
    /// name was made to point here.
    package var isForThisMachine: Bool {
        hostName.map { ["127.0.0.1", "localhost", "::1"].contains($0) } ?? false
    }

    /// It names the address that is listened on, or any address by its numbers: a page in a browser can only have a
    /// name point elsewhere.
    package func isFor(_ address: String) -> Bool {
        guard let hostName else { return false }
        return hostName == address.lowercased() || (try? SocketAddress(ipAddress: hostName, port: 0)) != nil
    }

    /// What `host` names, without the port.
    private var hostName: String? {
        fields.first(named: "host").map { authority in
            let host =
                authority.hasPrefix("[")
                ? authority.utf8.dropFirst().prefix { $0 != UInt8(ascii: "]") }
                : authority.utf8.prefix { $0 != UInt8(ascii: ":") }
            return Substring(host).lowercased()
        }
    }

    /// A browser adds these fields on its own account, no SDK does.
    package var comesFromBrowser: Bool {
        fields.first(named: "origin") != nil || fields.first(named: "sec-fetch-site") != nil
    }
}
