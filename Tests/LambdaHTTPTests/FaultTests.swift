// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPConnections
import JSON
import Lambda
import LambdaHTTP
import Testing

/// What happens to an invocation when the server, or the network, fails. The server counts: a function must not run
/// twice by accident, and the error must say whether it may have run.
struct FaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var behaviour: FaultServer.Behaviour
        var requests: Int
        var kind: LambdaError.Kind
        var code: String
        var mayHaveRun: Bool
    }

    private static let unsafe: [Case] = [
        Case(
            testDescription: "reads the body and resets", behaviour: .readAndReset, requests: 1, kind: .network,
            code: "ConnectionClosed", mayHaveRun: true),
        Case(
            testDescription: "reads and hangs", behaviour: .readAndHang, requests: 1, kind: .timeout, code: "Timeout",
            mayHaveRun: true),
        Case(
            testDescription: "sends half an answer", behaviour: .halfAnswer, requests: 1, kind: .network,
            code: "ConnectionClosed", mayHaveRun: true),
        Case(
            testDescription: "sends garbage", behaviour: .raw("SSH-2.0-OpenSSH_9.2\r\n"), requests: 1, kind: .network,
            code: "MalformedAnswer", mayHaveRun: true),
        Case(
            testDescription: "answers 500 as Lambda",
            behaviour: .answer(
                status: 500, fields: [("x-amzn-errortype", "ServiceException")],
                body: #"{"Type":"Service","Message":"m"}"#),
            requests: 1, kind: .service, code: "ServiceException", mayHaveRun: true),
        Case(
            testDescription: "answers 502 as a proxy",
            behaviour: .answer(status: 502, body: "<html>Bad Gateway</html>"),
            requests: 1, kind: .service, code: "HTTP502", mayHaveRun: true),
        Case(
            testDescription: "answers 502 because of KMS",
            behaviour: .answer(
                status: 502, fields: [("x-amzn-errortype", "KMSDisabledException")], body: #"{"Message":"disabled"}"#),
            requests: 1, kind: .service, code: "KMSDisabledException", mayHaveRun: false),
        Case(
            testDescription: "throttles",
            behaviour: .answer(
                status: 429, fields: [("x-amzn-errortype", "TooManyRequestsException"), ("Retry-After", "1")],
                body: #"{"Reason":"ConcurrentInvocationLimitExceeded","message":"Rate Exceeded."}"#),
            requests: 3, kind: .service, code: "TooManyRequestsException", mayHaveRun: false),
        Case(
            testDescription: "refuses the body", behaviour: .answer(status: 413), requests: 1, kind: .service,
            code: "HTTP413", mayHaveRun: false),
    ]

    @Test(arguments: unsafe)
    func `an invocation reaches a server once, unless the server proves that it didn't run`(fault: Case) async throws {
        let server = try await FaultServer(fault.behaviour)
        try await withService(at: server.url) { connection in
            var request = InvocationRequest(function: "f")
            request.payload = Array(#"{"a":1}"#.utf8)
            if fault.kind == .timeout { request.timeout = .milliseconds(200) }
            let error = await #expect(throws: LambdaError.self) { try await connection.service.invoke(request) }
            #expect(error?.kind == fault.kind)
            #expect(error?.code == fault.code)
            #expect(error?.mayHaveRun == fault.mayHaveRun)
        }
        #expect(server.received.count == fault.requests)
        #expect(server.received.allSatisfy { $0.body == #"{"a":1}"# })
        try await server.stop()
    }

    @Test func `an event isn't queued twice either`() async throws {
        let server = try await FaultServer(.readAndReset)
        try await withService(at: server.url) { connection in
            var request = InvocationRequest(function: "f")
            request.type = .event
            let error = await #expect(throws: LambdaError.self) { try await connection.service.invoke(request) }
            #expect(error?.mayHaveRun == true)
        }
        #expect(server.received.count == 1)
        try await server.stop()
    }

    @Test func `a refused connection is retried, with a notice`() async throws {
        let server = try await FaultServer(.close)
        let url = server.url
        try await server.stop()
        let notices = Notices()
        try await withService(at: url, notices: notices) { connection in
            let error = await #expect(throws: LambdaError.self) {
                try await connection.service.invoke(InvocationRequest(function: "f"))
            }
            #expect(error?.kind == .network)
            #expect(error?.code == "ConnectionRefused")
            #expect(error?.mayHaveRun == false)
        }
        #expect(notices.lines.count == 2)
        #expect(notices.lines.allSatisfy { $0.contains("connection refused; retrying") })
    }

    @Test func `AWS_MAX_ATTEMPTS limits the attempts`() async throws {
        let throttle = FaultServer.Behaviour.answer(
            status: 429, fields: [("x-amzn-errortype", "TooManyRequestsException")], body: "{}")
        let server = try await FaultServer(throttle)
        try await withService(at: server.url, variables: ["AWS_MAX_ATTEMPTS": "5"]) { connection in
            let error = await #expect(throws: LambdaError.self) {
                try await connection.service.invoke(InvocationRequest(function: "f"))
            }
            #expect(error?.code == "TooManyRequestsException")
        }
        #expect(server.received.count == 5)
        try await server.stop()
    }

    @Test func `a temporary throttle causes a notice but no error`() async throws {
        let server = try await FaultServer(
            .answer(status: 429, fields: [("x-amzn-errortype", "TooManyRequestsException")], body: "{}"),
            .answer(status: 200, body: "7"))
        let notices = Notices()
        let outcome = try await withService(at: server.url, notices: notices) { connection in
            try await connection.service.invoke(InvocationRequest(function: "f"))
        }
        #expect(outcome.payload == Array("7".utf8))
        #expect(notices.lines.count == 1)
        try await server.stop()
    }

    @Test(arguments: [
        FaultServer.Behaviour.readAndReset, .answer(status: 500), .answer(status: 503), .halfAnswer,
    ])
    func `a listing is repeated after any temporary failure`(fault: FaultServer.Behaviour) async throws {
        let server = try await FaultServer(fault, .answer(status: 200, body: #"{"Functions":[{"FunctionName":"f"}]}"#))
        let page = try await withService(at: server.url) { connection in
            try await connection.service.list(ListRequest(.functions))
        }
        #expect(page.items.map { $0["FunctionName"]?.string } == ["f"])
        #expect(server.received.count == 2)
        try await server.stop()
    }

    @Test func `one connection serves many requests`() async throws {
        let server = try await FaultServer(.answer(status: 200, body: "null"))
        try await withService(at: server.url) { connection in
            for _ in 0..<20 { _ = try await connection.service.invoke(InvocationRequest(function: "f")) }
        }
        #expect(server.received.count == 20)
        #expect(server.connections == 1)
        try await server.stop()
    }

    @Test func `cancelling the task cancels the request`() async throws {
        let server = try await FaultServer(.readAndHang)
        try await withService(at: server.url) { connection in
            let task = Task { try await connection.service.invoke(InvocationRequest(function: "f")) }
            while server.received.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
            task.cancel()
            let error = await #expect(throws: LambdaError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
            #expect(error?.mayHaveRun == true)
        }
        try await server.stop()
    }
}
