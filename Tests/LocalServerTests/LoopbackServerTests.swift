// SPDX-License-Identifier: GPL-3.0-or-later

import EventLoopExecution
import HTTPMessages
import LocalHTTP
import Synchronization
import Testing

struct LoopbackServerTests {
    private static let megabyte = [UInt8](repeating: 0x78, count: 1_048_576)
    /// Far more megabytes than the system keeps for a connection.
    private static let many = 256

    private func withServer(
        _ respond: @escaping @Sendable (LoopbackServer.Head, RequestContent) async -> LocalResponse,
        _ body: (_ endpoint: String) async throws -> Void
    ) async throws {
        // The server has its own thread, because `RawConnection` blocks the test's.
        let executor = EventLoopExecutor.startThread()
        let server = LoopbackServer(group: executor.loop, respond: respond)
        let port = ListeningPort()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: executor) {
                try? await server.run(port: 0) { port.set($0) }
                port.close()
            }
            defer { group.cancelAll() }
            let number = try #require(await port.value())
            try await body("\(LoopbackServer.host):\(number)")
        }
    }

    @Test func `each request has its own trailers, however many come at once`() async throws {
        try await withServer { head, content in
            if head.target != "/unread" { _ = await content.collect(limit: 1_000) }
            let end = content.trailer("x-end") ?? "none"
            return LocalResponse(status: 200, body: Array("<\(head.target) \(end)>".utf8))
        } _: { endpoint in
            let connection = try RawConnection(endpoint: endpoint)
            let chunked = "Host: a\r\nTrailer: X-End\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n0\r\n"
            connection.transmit(
                "POST /one HTTP/1.1\r\n\(chunked)X-End: first\r\n\r\n"
                    + "POST /unread HTTP/1.1\r\n\(chunked)X-End: second\r\n\r\n"
                    + "POST /plain HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nsome"
                    + "POST /three HTTP/1.1\r\nConnection: close\r\n\(chunked)X-End: third\r\n\r\n")
            let bodies = try #require(connection.readToEnd()).split(separator: "<").dropFirst().map {
                String($0.prefix { $0 != ">" })
            }
            #expect(bodies == ["/one first", "/unread none", "/plain none", "/three third"])
        }
    }

    @Test func `a request's field can't claim another request's trailers`() async throws {
        try await withServer { head, content in
            _ = await content.collect(limit: 1_000)
            let (end, field) = (content.trailer("x-end"), head.fields.first(named: "lamsh-request"))
            return LocalResponse(status: 200, body: Array("<\(end ?? "none") \(field ?? "none")>".utf8))
        } _: { endpoint in
            let connection = try RawConnection(endpoint: endpoint)
            connection.transmit(
                "POST / HTTP/1.1\r\nHost: a\r\nTrailer: X-End\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-End: 1\r\n\r\n"
                    + "POST / HTTP/1.1\r\nHost: a\r\nlamsh-request: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            )
            let text = try #require(connection.readToEnd())
            #expect(text.contains("<1 none>"))
            #expect(text.contains("<none 1>"))
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a body waits for its client, and no longer when that leaves`() async throws {
        let hasLeft = Atomic(false)
        let (starts, started) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Bool.self)
        try await withServer { _, _ in
            LocalResponse(status: 200) { write in
                await write(Self.megabyte)
                started.yield()
                for _ in 1..<Self.many { await write(Self.megabyte) }
                ended.yield(hasLeft.load(ordering: .sequentiallyConsistent))
            }
        } _: { endpoint in
            var connection: RawConnection? = try RawConnection(endpoint: endpoint)
            connection?.transmit("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = await starts.first { true }
            hasLeft.store(true, ordering: .sequentiallyConsistent)
            connection = nil
            #expect(await ends.first { _ in true } == true)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a write that waits can be cancelled`() async throws {
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        try await withServer { _, _ in
            LocalResponse(status: 200) { write in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { for _ in 0..<Self.many { await write(Self.megabyte) } }
                    group.cancelAll()
                }
                ended.yield()
            }
        } _: { endpoint in
            let connection = try RawConnection(endpoint: endpoint)
            connection.transmit("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await ends.first { true } != nil)
        }
    }
}
