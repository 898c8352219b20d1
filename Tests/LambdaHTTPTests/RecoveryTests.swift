// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPConnections
import Lambda
import LambdaHTTP
import Testing

/// Errors that prove that nothing ran, and that another attempt can resolve.
struct RecoveryTests {
    @Test func `a wrong clock is corrected once`() async throws {
        let refusal = FaultServer.Behaviour.answer(
            status: 403,
            fields: [
                ("x-amzn-errortype", "InvalidSignatureException"), ("Date", "Tue, 02 Jan 2035 03:04:05 GMT"),
            ],
            body: #"{"message":"Signature not yet current"}"#)
        let server = try await FaultServer(refusal, .answer(status: 200, body: "1"), refusal)
        let notices = Notices()
        try await withService(at: server.url, notices: notices) { connection in
            let outcome = try await connection.service.invoke(InvocationRequest(function: "f"))
            #expect(outcome.payload == Array("1".utf8))
            // The clock is right now, so the next error has another reason.
            let error = await #expect(throws: LambdaError.self) {
                try await connection.service.invoke(InvocationRequest(function: "f"))
            }
            #expect(error?.code == "InvalidSignatureException")
        }
        #expect(server.received.count == 3)
        #expect(server.received.dropFirst().allSatisfy { $0.head.contains("X-Amz-Date: 20350102T0304") })
        #expect(notices.lines.count == 1)
        #expect(notices.lines.first?.contains(" behind; signing") == true)
        try await server.stop()
    }

    @Test func `keys that can't be renewed are refused once`() async throws {
        let server = try await FaultServer(
            .answer(status: 403, fields: [("x-amzn-errortype", "ExpiredTokenException")], body: "{}"))
        try await withService(at: server.url) { connection in
            let error = await #expect(throws: LambdaError.self) {
                try await connection.service.invoke(InvocationRequest(function: "f"))
            }
            #expect(error?.kind == .credentials)
        }
        #expect(server.received.count == 1)
        try await server.stop()
    }
}
