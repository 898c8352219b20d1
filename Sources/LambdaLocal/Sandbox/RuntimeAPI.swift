// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import JSON

/// The Runtime API for one process of a sandbox.
struct RuntimeAPI: Sendable {
    let sandbox: Sandbox
    let generation: Int
    /// The path below which it answers; whoever does not know it gets nothing.
    let prefix: String

    func respond(to head: LoopbackServer.Head, body: LoopbackServer.Body) async -> APIResponse {
        guard head.isForThisMachine, !head.comesFromBrowser else { return APIResponse(status: 403) }
        let path = head.target.prefix { $0 != "?" }
        guard let call = RuntimeAPICall(method: head.method, path: String(path), prefix: prefix) else {
            return APIResponse(status: 404)
        }
        let nonce = head.fields.first(named: "lambda-runtime-invocation-id")
        do throws(RuntimeAPIRefusal) {
            switch call {
            case .next:
                return Self.event(try await sandbox.nextInvocation(generation: generation))
            case .response(let id):
                try checkMode(head, invocation: id)
                guard case .whole(let payload) = body else {
                    let failure = InvocationFailure.resultTooLarge(limit: InvokeParameters.Limit.response)
                    try sandbox.answer(.failure(failure), to: id, nonce: nonce, generation: generation)
                    throw .resultTooLarge
                }
                try sandbox.answer(.response(payload), to: id, nonce: nonce, generation: generation)
            case .error(let id):
                try sandbox.answer(.error(Self.payload(of: body)), to: id, nonce: nonce, generation: generation)
            case .initialisationError:
                try sandbox.initialisationFailed(payload: Self.payload(of: body), generation: generation)
            case .ping:
                return APIResponse(status: 200, body: Array("pong".utf8))
            }
            return APIResponse(
                status: 202, fields: [HTTPField("content-type", "application/json")],
                body: Array("{\"status\":\"OK\"}\n".utf8))
        } catch {
            let body: JSONValue = ["errorMessage": .string(error.message), "errorType": .string(error.errorType)]
            return APIResponse(
                status: error.status, fields: [HTTPField("content-type", "application/json")], body: body.serialized())
        }
    }

    private static func payload(of body: LoopbackServer.Body) -> [UInt8] {
        switch body {
        case .whole(let bytes): bytes
        case .overLimit: []
        }
    }

    private func checkMode(_ head: LoopbackServer.Head, invocation id: String) throws(RuntimeAPIRefusal) {
        guard let mode = head.fields.first(named: "lambda-runtime-function-response-mode"), mode != "streaming" else {
            return
        }
        try sandbox.answer(.failure(.invalidResponseMode(mode)), to: id, nonce: nil, generation: generation)
        throw .malformedResponseMode(mode)
    }

    private static func event(_ delivery: Delivery) -> APIResponse {
        let invocation = delivery.invocation
        var fields = [
            HTTPField("content-type", "application/json"),
            HTTPField("lambda-runtime-aws-request-id", invocation.id),
            HTTPField("lambda-runtime-deadline-ms", String(delivery.deadline)),
            HTTPField("lambda-runtime-invoked-function-arn", invocation.functionARN),
            HTTPField("lambda-runtime-trace-id", delivery.traceId),
            HTTPField("lambda-runtime-invocation-id", delivery.nonce),
        ]
        if let context = invocation.clientContext { fields.append(HTTPField("lambda-runtime-client-context", context)) }
        if let tenant = invocation.tenantId { fields.append(HTTPField("lambda-runtime-aws-tenant-id", tenant)) }
        return APIResponse(status: 200, fields: fields, body: invocation.payload)
    }
}

/// An event as it is handed to a runtime.
struct Delivery: Sendable {
    var invocation: Invocation
    /// Milliseconds since the epoch.
    var deadline: Int64
    var traceId: String
    /// Differs each time that an event is handed over; the runtime gives it back with the result.
    var nonce: String
}
