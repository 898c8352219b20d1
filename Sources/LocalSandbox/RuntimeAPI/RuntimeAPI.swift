// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import JSON
import LocalFunctions
import LocalHTTP

/// The Runtime API for one sandbox process.
struct RuntimeAPI: Sendable {
    let sandbox: Sandbox
    let extensions: SandboxExtensions
    let generation: Int
    /// The prefix of its paths. Callers that don't know it are rejected.
    let prefix: String

    func respond(to head: LoopbackServer.Head, body: RequestContent) async -> LocalResponse {
        guard head.isForThisMachine, !head.comesFromBrowser else { return LocalResponse(status: 403) }
        let path = String(Substring(head.target.utf8.prefix { $0 != UInt8(ascii: "?") }))
        guard let call = RuntimeAPICall(method: head.method, path: path, prefix: prefix) else {
            return await respondToExtension(head, path: path, body: body)
        }
        let nonce = head.fields.first(named: "lambda-runtime-invocation-id")
        do throws(RuntimeAPIRefusal) {
            switch call {
            case .next:
                return Self.event(try await sandbox.nextInvocation(generation: generation))
            case .response(let id):
                if try isStreaming(head, invocation: id) {
                    try await takeStream(body, head, invocation: id, nonce: nonce)
                    break
                }
                let payload = try await whole(body, invocation: id, nonce: nonce)
                try sandbox.answer(.response(payload), to: id, nonce: nonce, generation: generation)
            case .error(let id):
                let payload = try await whole(body, invocation: id, nonce: nonce)
                try sandbox.answer(.error(payload), to: id, nonce: nonce, generation: generation)
            case .initialisationError:
                let limit = PayloadLimit.response
                switch await body.collect(limit: limit) {
                case .bytes(let payload):
                    try sandbox.initialisationFailed(payload: payload, generation: generation)
                case .overLimit:
                    let payload = InvocationFailure.resultTooLarge(limit: limit).payload(requestId: "")
                    try sandbox.initialisationFailed(payload: payload, generation: generation)
                    throw .resultTooLarge
                case .cutOff: throw .staleProcess
                }
            case .ping:
                return LocalResponse(status: 200, body: Array("pong".utf8))
            }
            return LocalResponse(
                status: 202, fields: [HTTPField("content-type", "application/json")],
                body: Array("{\"status\":\"OK\"}\n".utf8))
        } catch {
            let body: JSONValue = ["errorMessage": .string(error.message), "errorType": .string(error.errorType)]
            return LocalResponse(
                status: error.status, fields: [HTTPField("content-type", "application/json")], body: body.serialized())
        }
    }

    /// Extensions that are separate programs get no path in the address, because few clients support one.
    private func respondToExtension(_ head: LoopbackServer.Head, path: String, body: RequestContent) async
        -> LocalResponse
    {
        let api = ExtensionsAPI(sandbox: sandbox, extensions: extensions)
        if let call = ExtensionsAPICall(method: head.method, path: path, prefix: prefix) {
            return await api.respond(to: call, head, body: body, isTrusted: true)
        }
        guard !extensions.external.isEmpty,
            let call = ExtensionsAPICall(method: head.method, path: path, prefix: "")
        else { return LocalResponse(status: 404) }
        return await api.respond(to: call, head, body: body, isTrusted: false)
    }

    /// A result or an error; one that's too large is the invocation's failure.
    private func whole(
        _ body: RequestContent, invocation id: String, nonce: String?
    ) async throws(RuntimeAPIRefusal) -> [UInt8] {
        let limit = PayloadLimit.response
        switch await body.collect(limit: limit) {
        case .bytes(let payload): return payload
        case .overLimit:
            let failure = InvocationFailure.resultTooLarge(limit: limit)
            try sandbox.answer(.failure(failure), to: id, nonce: nonce, generation: generation)
            throw .resultTooLarge
        // The process ended while writing; its exit determines the outcome.
        case .cutOff: throw .staleProcess
        }
    }

    private func isStreaming(_ head: LoopbackServer.Head, invocation id: String) throws(RuntimeAPIRefusal) -> Bool {
        guard let mode = head.fields.first(named: "lambda-runtime-function-response-mode"), mode != "buffered" else {
            return false
        }
        guard mode != "streaming" else { return true }
        try sandbox.answer(.failure(.invalidResponseMode(mode)), to: id, nonce: nil, generation: generation)
        throw .malformedResponseMode(mode)
    }

    /// Hands a result on as it comes and the caller takes it, or gathers it for one who wants the whole.
    private func takeStream(
        _ body: RequestContent, _ head: LoopbackServer.Head, invocation id: String, nonce: String?
    ) async throws(RuntimeAPIRefusal) {
        let caller = try sandbox.caller(of: id, nonce: nonce, generation: generation)
        let limit = caller.sink == nil ? PayloadLimit.response : PayloadLimit.streamedResponse
        var (whole, size): ([UInt8], Int) = ([], 0)
        await caller.sink?(.start(mediaType: head.fields.first(named: "content-type")))
        let isComplete = try await body.forEach { piece async throws(RuntimeAPIRefusal) in
            size += piece.count
            guard size <= limit else {
                let failure = InvocationFailure.resultTooLarge(limit: limit)
                try sandbox.answer(.failure(failure), to: id, nonce: nonce, generation: generation)
                throw .resultTooLarge
            }
            if let sink = caller.sink { await sink(.bytes(piece)) } else { whole += piece }
        }
        guard isComplete else { throw .staleProcess }
        if let type = body.trailer("lambda-runtime-function-error-type") {
            let payload = body.trailer("lambda-runtime-function-error-body").flatMap { Base64.decode($0) }
            let unknown: JSONValue = ["errorMessage": "", "errorType": .string(type)]
            let outcome = Sandbox.Outcome.error(payload ?? unknown.serialized())
            try sandbox.answer(outcome, to: id, nonce: nonce, generation: generation)
        } else {
            try sandbox.answer(.response(whole), to: id, nonce: nonce, generation: generation)
        }
    }

    private static func event(_ delivery: Delivery) -> LocalResponse {
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
        return LocalResponse(status: 200, fields: fields, body: invocation.payload)
    }
}

/// An event as it's delivered to a runtime.
struct Delivery: Sendable {
    var invocation: Invocation
    /// Milliseconds since the epoch.
    var deadline: Int64
    var traceId: String
    /// Unique for each delivery; the runtime returns it with the result.
    var nonce: String
}
