// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import Base
import LocalFunctions
import LocalHTTP
import NIOCore

/// The Lambda API on a port: authenticates the caller, then passes the request to `LambdaAPI`.
struct APIServer: Sendable {
    var api: LambdaAPI
    var logs: LogsAPI
    var urls: FunctionURLs
    var keys: ServerKeys
    var verifiers: Verifiers
    var clock: any WallClock = SystemClock()

    /// Serves until its task is cancelled; throws if the port can't be bound.
    func run(
        on group: any EventLoopGroup, _ options: LocalLambdaOptions, onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let host = options.host
        let server = LoopbackServer(
            group: group, host: host, idleTimeout: TimeAmount(options.connectionIdleLimit),
            bodyTime: TimeAmount(options.requestLimit)
        ) { head, content in
            let requestId = api.makeId()
            var response = await answer(head, content, to: host, requestId: requestId)
            response.fields.append(HTTPField("x-amzn-RequestId", requestId))
            return response
        }
        try await server.run(port: options.port, onListening: onListening)
    }

    private func answer(
        _ head: LoopbackServer.Head, _ content: RequestContent, to host: String, requestId: String
    ) async -> LocalResponse {
        guard head.isForThisMachine || (host != LoopbackServer.host && head.isFor(host)) else {
            return LocalResponse(.forbiddenHost(head.fields.first(named: "host") ?? ""))
        }
        let limit = BodyLimit(head)
        let bytes: [UInt8]
        switch await content.collect(limit: limit.bytes) {
        case .bytes(let whole): bytes = whole
        case .overLimit: return LocalResponse(.requestTooLarge(limit: limit.bytes, operation: limit.operation))
        case .cutOff: return LocalResponse(.requestTimedOut)
        }
        let request = LocalRequest(method: head.method, target: head.target, fields: head.fields, body: bytes)
        let response = await urls.respond(to: request, from: head.peer, requestId: requestId) { verify($0, .lambda) }
        if let response { return response }
        let service = AWSService(request)
        let caller: CallerIdentity
        switch verify(request, service) {
        case .success(let signer): caller = signer
        case .failure(let failure): return refusal(failure, of: service, requestId: requestId)
        }
        switch service {
        case .lambda: return await api.respond(to: request, requestId: requestId)
        case .logs: return logs.respond(to: request)
        case .sts: return SecurityTokenAPI.respond(to: request, from: caller, requestId: requestId)
        }
    }

    /// Each service has the errors of its protocol.
    private func refusal(_ failure: SignatureFailure, of service: AWSService, requestId: String) -> LocalResponse {
        switch service {
        case .lambda: LocalResponse(.signature(failure))
        case .logs: LogsAPI.refusal(failure)
        case .sts: SecurityTokenAPI.refusal(failure, requestId: requestId)
        }
    }

    private func verify(_ request: LocalRequest, _ service: AWSService) -> Result<CallerIdentity, SignatureFailure> {
        let signable = SignableRequest(
            method: request.method, path: request.path, query: request.query, fields: request.fields,
            payloadHash: PayloadHash.of(request.body))
        return verifiers.verifier(of: service).verify(signable, now: clock.now(), credentials: keys.known)
            .map { keys.caller($0, of: api.descriptions.account) }
    }
}

/// The services that are partly emulated here.
enum AWSService: Sendable {
    case lambda, logs, sts

    /// All requests to the others are for the root: POSTs, or presigned GETs with an action.
    init(_ request: LocalRequest) {
        guard request.path == "/", request.method == "POST" || request.parameter("Action") != nil else {
            self = .lambda
            return
        }
        let isLogs = request.fields.first(named: "x-amz-target")?.hasPrefix(LogsAPI.targetPrefix) ?? false
        self = isLogs ? .logs : .sts
    }
}

/// A signature is valid for one service only.
struct Verifiers: Sendable {
    private let lambda: SigV4Verifier
    private let logs: SigV4Verifier
    private let sts: SigV4Verifier

    init(region: String) {
        lambda = SigV4Verifier(service: "lambda", region: region)
        logs = SigV4Verifier(service: "logs", region: region)
        sts = SigV4Verifier(service: "sts", region: region)
    }

    func verifier(of service: AWSService) -> SigV4Verifier {
        switch service {
        case .lambda: lambda
        case .logs: logs
        case .sts: sts
        }
    }
}

/// The maximum size of a request's body, and AWS's name for its operation.
private struct BodyLimit {
    var bytes: Int
    var operation: String

    init(_ head: LoopbackServer.Head) {
        if let operation = APIOperation.takingCode(method: head.method, target: head.target) {
            // Archives of up to 50 MB as base64, and 256 KiB of other members.
            (bytes, self.operation) = (70_167_211, operation)
        } else {
            (bytes, operation) = (PayloadLimit.request, InvokeParameters.operation)
        }
    }
}
