// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// An HTTP/1.1 server that only this machine can reach.
struct LoopbackServer: Sendable {
    static let host = "127.0.0.1"

    /// The head of a request.
    struct Head: Sendable {
        var method: String
        /// Path and query as they were sent.
        var target: String
        /// `host` included.
        var fields: [AWSCore.HTTPField]
    }

    /// The body of a request, or its part up to a limit.
    enum Body: Sendable {
        case whole([UInt8])
        case overLimit
    }

    var group: any EventLoopGroup
    /// The longest body that is read.
    var bodyLimit: Int
    /// Answers a request once its body is there.
    var respond: @Sendable (Head, Body) async -> APIResponse

    /// Serves until its task is cancelled; throws when the port cannot be bound.
    ///
    /// - Parameter onListening: called with the port.
    func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        let channel = HTTP1Channel(
            responder: { request, writer, _ in try await serve(request, writer) },
            configuration: .init(
                idleTimeout: nil,
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 65_536, maxHeaderListSize: 65_536)))
        let server = Server(
            childChannelSetup: channel, configuration: .init(address: .hostname(Self.host, port: port)),
            onServerRunning: { onListening($0.localAddress?.port ?? 0) },
            eventLoopGroup: group, logger: Logger(label: "lamsh.local") { _ in SwiftLogNoOpLogHandler() })
        try await server.run()
    }

    @concurrent
    private func serve(_ request: Request, _ writer: consuming ResponseWriter) async throws {
        let answer = await respond(Head(request.head), try await collect(request.body))
        var fields = HTTPFields()
        for field in answer.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            fields.append(HTTPField(name: name, value: field.value))
        }
        if answer.status != 204 { fields[.contentLength] = String(answer.body.count) }
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: fields)
        if answer.body.isEmpty {
            try await writer.writeResponse(head)
        } else {
            try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        }
    }

    private func collect(_ body: RequestBody) async throws -> Body {
        var bytes: [UInt8] = []
        for try await var chunk in body {
            guard bytes.count + chunk.readableBytes <= bodyLimit else { return .overLimit }
            bytes.append(contentsOf: chunk.readBytes(length: chunk.readableBytes) ?? [])
        }
        return .whole(bytes)
    }
}

extension LoopbackServer.Head {
    fileprivate init(_ head: HTTPTypes.HTTPRequest) {
        method = head.method.rawValue
        target = head.path ?? "/"
        fields = head.headerFields.map { AWSCore.HTTPField($0.name.rawName, $0.value) }
        if let authority = head.authority { fields.append(AWSCore.HTTPField("host", authority)) }
    }

    /// The names that a request to this machine may carry in `host`; another one comes from a page in a browser whose
    /// name was made to point here.
    var isForThisMachine: Bool {
        guard let authority = fields.first(named: "host") else { return false }
        let host =
            authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "::1"].contains(String(host).lowercased())
    }

    /// A browser adds these fields on its own account, no SDK does.
    var comesFromBrowser: Bool {
        fields.first(named: "origin") != nil || fields.first(named: "sec-fetch-site") != nil
    }
}
