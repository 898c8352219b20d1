// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import LambdaHTTP
import LambdaLocal

/// The adapter to the embedded Lambda, which ends with its connection.
struct LocalService: LambdaService {
    let adapter: HTTPLambdaService
    let server: LocalLambda

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        try await adapter.invoke(request)
    }

    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer { try await adapter.call(call) }

    func identity() async -> String? { nil }

    func shutdown() async {
        await adapter.shutdown()
        await server.shutdown()
    }
}
