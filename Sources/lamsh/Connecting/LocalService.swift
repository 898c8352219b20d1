// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
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

    func list(_ request: ListRequest) async throws(LambdaError) -> ListPage { try await adapter.list(request) }

    func describe(function: String, qualifier: String?) async throws(LambdaError) -> JSONValue {
        try await adapter.describe(function: function, qualifier: qualifier)
    }

    func identity() async -> String? { nil }

    func shutdown() async {
        await adapter.shutdown()
        await server.shutdown()
    }
}
