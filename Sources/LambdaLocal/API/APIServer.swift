// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import NIOCore

/// The Lambda API at a port: checks who asks, then lets `LambdaAPI` answer.
struct APIServer: Sendable {
    var api: LambdaAPI
    var credentials: Credentials
    var verifier: SigV4Verifier
    var clock: any WallClock = SystemClock()

    /// Serves until its task is cancelled; throws when the port cannot be bound.
    func run(on group: any EventLoopGroup, port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        let server = LoopbackServer(group: group, bodyLimit: InvokeParameters.Limit.request) { head, body in
            let requestId = api.makeId()
            var response = await answer(head, body, requestId: requestId)
            response.fields.append(HTTPField("x-amzn-RequestId", requestId))
            return response
        }
        try await server.run(port: port, onListening: onListening)
    }

    private func answer(
        _ head: LoopbackServer.Head, _ body: LoopbackServer.Body, requestId: String
    ) async -> APIResponse {
        guard head.isForThisMachine else {
            return APIResponse(.forbiddenHost(head.fields.first(named: "host") ?? ""))
        }
        guard case .whole(let bytes) = body else {
            return APIResponse(.requestTooLarge(limit: InvokeParameters.Limit.request))
        }
        let request = APIRequest(method: head.method, target: head.target, fields: head.fields, body: bytes)
        let signable = SignableRequest(
            method: request.method, path: request.path, query: request.query, fields: request.fields,
            payloadHash: PayloadHash.of(bytes))
        let verdict = verifier.verify(signable, now: clock.now()) { $0 == credentials.accessKeyId ? credentials : nil }
        switch verdict {
        case .success: return await api.respond(to: request, requestId: requestId)
        case .failure(let failure): return APIResponse(.signature(failure))
        }
    }
}
