// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
import EventLoopExecution
import HTTPConnections
import LambdaHTTP
import NIOCore
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct HTTPConnectionPoolTests {
    private static let ok = FaultServer.Behaviour.answer(status: 200, body: "{}")

    @Test func `a connection is kept and reused for the next request`() async throws {
        try await withServer(Self.ok) { server, transport in
            for n in 1...3 {
                let response = try await transport.send(try request(to: server, body: Array("\(n)".utf8)))
                #expect(response.status == 200)
                #expect(response.body == Array("{}".utf8))
            }
            #expect(server.received.map(\.body) == ["1", "2", "3"])
            #expect(server.connections == 1)
        }
    }

    @Test func `after a response that ends the connection, a new one is opened`() async throws {
        let last = FaultServer.Behaviour.answer(status: 200, fields: [("Connection", "close")], body: "{}")
        try await withServer(last, last) { server, transport in
            let request = try request(to: server)
            #expect(try await transport.send(request).status == 200)
            #expect(try await transport.send(request).status == 200)
            #expect(server.connections == 2)
        }
    }

    @Test func `a connection that was closed while its event loop was busy isn't reused`() async throws {
        try await withServer(.answerAndCloseLater, Self.ok) { server, transport in
            let request = try request(to: server)
            let statuses = Task(executorPreference: transport.executor) {
                let first = try await transport.send(request).status
                // The loop is kept busy, so it doesn't notice the end of the connection.
                while server.closed == 0 { usleep(1_000) }
                // Until then, a connection counts as open without being checked.
                usleep(25_000)
                return [first, try await transport.send(request).status]
            }
            #expect(try await statuses.value == [200, 200])
            #expect(server.connections == 2)
        }
    }

    @Test func `a task that waits for a response continues where it began`() async throws {
        try await withServer(Self.ok) { server, transport in
            let request = try request(to: server)
            let stays = Task(executorPreference: transport.executor) {
                _ = try await transport.send(request)
                return transport.executor.loop.inEventLoop
            }
            #expect(try await stays.value)
        }
    }

    @Test func `each concurrent request has its own connection`() async throws {
        try await withServer(.readAndHang) { server, transport in
            let request = try request(to: server)
            await withTaskGroup(of: Void.self) { group in
                for _ in 1...5 { group.addTask { _ = try? await transport.send(request) } }
                while server.received.count < 5 { await Task.yield() }
                group.cancelAll()
            }
            #expect(server.connections == 5)
        }
    }

    @Test func `a request that timed out may have been sent`() async throws {
        try await withServer(.readAndHang) { server, transport in
            await #expect(
                throws: TransportError(.timeout, mayHaveBeenSent: true, detail: "timed out waiting for a response")
            ) {
                try await transport.send(try request(to: server, timeout: .milliseconds(100)))
            }
        }
    }

    @Test func `a request that's cancelled under way says so, and its connection isn't reused`() async throws {
        try await withServer(.readAndHang, Self.ok) { server, transport in
            let request = try request(to: server)
            let task = Task { try await transport.send(request) }
            while server.received.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: TransportError(.cancelled, mayHaveBeenSent: true)) { try await task.value }
            #expect(try await transport.send(request).status == 200)
            #expect(server.connections == 2)
        }
    }

    @Test func `a request of a task that was cancelled before isn't sent`() async throws {
        try await withServer(Self.ok) { server, transport in
            let request = try request(to: server)
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return try await transport.send(request)
            }
            task.cancel()
            await #expect(throws: TransportError(.cancelled, mayHaveBeenSent: false)) { try await task.value }
            #expect(server.received.isEmpty)
        }
    }

    @Test func `a refused connection means that nothing was sent`() async throws {
        let server = try await FaultServer(Self.ok)
        try await server.stop()
        let transport = DirectTransport(executor: .startThread(), proxies: try ProxyRules(variables: [:]))
        let error = await #expect(throws: TransportError.self) { try await transport.send(try request(to: server)) }
        #expect(error?.kind == .connectionRefused)
        #expect(error?.mayHaveBeenSent == false)
        await transport.shutdown()
    }

    @Test(arguments: ["a\r\nX-Other: b", "a\u{0}", "a\u{7F}"])
    func `a field with a control character isn't sent`(value: String) async throws {
        try await withServer(Self.ok) { server, transport in
            var request = try request(to: server)
            request.fields.append(HTTPField("X-Field", value))
            let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
            #expect(error?.mayHaveBeenSent == false)
            #expect(server.received.isEmpty)
        }
    }

    // MARK: Streams

    private static let flood = 64 << 20

    @Test func `a response that's read slowly slows the server down`() async throws {
        try await withServer(.flood(bytes: Self.flood)) { server, transport in
            let response = try await transport.send(try streamed(from: server))
            let stream = try #require(response.stream)
            var read = 0
            for try await part in stream {
                read += part.count
                // Without back pressure, the server would have sent everything long before.
                if read == part.count { try await Task.sleep(for: .milliseconds(200)) }
                if read < Self.flood / 2 { #expect(server.flooded - read < Self.flood / 4) }
            }
            #expect(read == Self.flood)
            #expect(try await transport.send(try streamed(from: server)).status == 200)
            #expect(server.connections == 1)
        }
    }

    @Test func `a response that isn't read to its end closes its connection`() async throws {
        try await withServer(.flood(bytes: Self.flood), Self.ok) { server, transport in
            let task = Task {
                let response = try await transport.send(try streamed(from: server))
                for try await _ in try #require(response.stream) { break }
            }
            try await task.value
            #expect(try await transport.send(try request(to: server)).status == 200)
            #expect(server.connections == 2)
        }
    }

    @Test func `a response that breaks off reports that to its reader`() async throws {
        try await withServer(.halfAnswer) { server, transport in
            let response = try await transport.send(try streamed(from: server))
            let stream = try #require(response.stream)
            let error = await #expect(throws: TransportError.self) { for try await _ in stream {} }
            #expect(error?.kind == .connectionClosed)
        }
    }

    @Test func `an error response is collected even if a stream was requested`() async throws {
        try await withServer(.answer(status: 404, body: "none")) { server, transport in
            let response = try await transport.send(try streamed(from: server))
            #expect(response.stream == nil)
            #expect(response.body == Array("none".utf8))
        }
    }

    private func streamed(from server: FaultServer) throws -> HTTPRequest {
        var request = try request(to: server)
        request.streamsAnswer = true
        return request
    }

    // MARK: Support

    private func withServer(
        _ behaviours: FaultServer.Behaviour..., body: (FaultServer, DirectTransport) async throws -> Void
    ) async throws {
        let server = try await FaultServer(behaviours)
        let transport = DirectTransport(executor: .startThread(), proxies: try ProxyRules(variables: [:]))
        try await body(server, transport)
        await transport.shutdown()
        try await server.stop()
    }

    private func request(
        to server: FaultServer, body: [UInt8] = [], timeout: Duration = .seconds(30)
    ) throws -> HTTPRequest {
        HTTPRequest(
            method: "POST", endpoint: try #require(Endpoint(parsing: server.url)), path: "/", body: body,
            timeout: timeout)
    }
}
