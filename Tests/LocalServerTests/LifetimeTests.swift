// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import LambdaHTTP
import LocalServer
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How long processes and connections may live.
struct LifetimeTests {
    private static let pid = "import os\ndef handler(event, context):\n    return os.getpid()\n"

    /// Waits until a process has ended; false if it still exists after ten seconds.
    private func hasEnded(_ process: Int) async throws -> Bool {
        for _ in 0..<500 {
            if kill(pid_t(process), 0) == -1, errno == ESRCH { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test(.timeLimit(.minutes(1))) func `a cancelled start ends`() async {
        let start = Task {
            for await _ in AsyncStream<Void>.makeStream().stream {}
            return try? await LocalLambda.start(LocalLambdaOptions(functions: .samples))
        }
        start.cancel()
        // It may have been fast enough.
        await start.value?.shutdown()
    }

    @Test func `an idle sandbox is ended, and the next invocation starts another`() async throws {
        let files = try FunctionFiles(["f/handler.py": Self.pid])
        try await withLambda(.folder(files.path)) {
            $0.idleLimit = .milliseconds(100)
        } _: { _, client in
            let first = try #require(try await client.call("f").value.int)
            #expect(try await hasEnded(first))
            let second = try await client.call("f")
            #expect(second.value.int != first)
            #expect(second.log?.contains("Init Duration") == true)
        }
    }

    @Test func `a runtime that doesn't start is started again, then the invocation's own time counts`() async throws {
        let files = try FunctionFiles([
            "f/handler.py": "import time\ntime.sleep(60)\ndef handler(event, context): pass\n",
            "f/function.json": #"{"Timeout": 1}"#,
        ])
        try await withLambda(.folder(files.path)) {
            $0.initialisationLimit = .milliseconds(200)
        } _: { server, client in
            let outcome = try await client.call("f")
            #expect(outcome.value["errorType"]?.string == "Sandbox.Timedout")
            #expect(outcome.value["errorMessage"]?.string?.hasSuffix("Task timed out after 1.00 seconds") == true)
        }
    }

    @Test func `an extension that never registers reaches the same limits`() async throws {
        let files = try FunctionFiles([
            "functions/f/handler.py": Self.pid,
            "functions/f/function.json": #"{"Timeout": 1, "Layers": ["../../layer"]}"#,
            "layer/extensions/silent": "#!/bin/sh\nexec sleep 60\n",
        ])
        try await withLambda(.folder(files.path + "/functions")) {
            $0.initialisationLimit = .milliseconds(200)
        } _: { _, client in
            let outcome = try await client.call("f")
            #expect(outcome.value["errorType"]?.string == "Sandbox.Timedout")
        }
    }

    @Test(arguments: [
        "", "GET /2015-03-31/functions HTTP/1.1\r\nHo",
        "POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{",
    ])
    func `a client that stops in the middle of a request is dropped`(start: String) async throws {
        try await withLambda(.samples) {
            $0.connectionIdleLimit = .milliseconds(200)
        } _: { server, _ in
            let connection = try RawConnection(endpoint: server.endpoint)
            connection.transmit(start)
            #expect(connection.readToEnd() != nil)
        }
    }

    @Test func `a client that keeps sending too slowly is dropped`() async throws {
        try await withLambda(.samples) {
            $0.requestLimit = .milliseconds(300)
        } _: { server, _ in
            let connection = try RawConnection(endpoint: server.endpoint)
            connection.transmit("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n")
            var isOpen = true
            for _ in 0..<500 where isOpen {
                isOpen = connection.transmit("x")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(!isOpen)
        }
    }

    @Test(arguments: [
        "Long: " + String(repeating: "a", count: 70_000), String(repeating: "Many: 1\r\n", count: 300) + "Last: 1",
        String(repeating: "Name: " + String(repeating: "a", count: 1_000) + "\r\n", count: 100) + "Last: 1",
    ])
    func `headers are limited in size and number`(fields: String) async throws {
        try await withLambda(.samples) { server, _ in
            let connection = try RawConnection(endpoint: server.endpoint)
            connection.transmit("GET /2015-03-31/functions HTTP/1.1\r\nHost: 127.0.0.1\r\n\(fields)\r\n\r\n")
            let answer = try #require(connection.readToEnd())
            #expect(!answer.contains("200 OK"))
            #expect(!answer.contains("MissingAuthenticationToken"))
        }
    }
}
