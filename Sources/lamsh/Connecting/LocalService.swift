// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Lambda
import LambdaHTTP
import LocalServer

/// The adapter to the embedded Lambda, which stops when its connection is closed.
struct LocalService: LambdaService {
    private static let services: Set = ["lambda", "logs", "sts"]

    let adapter: HTTPLambdaService
    let server: LocalLambda

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        try await adapter.invoke(request)
    }

    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        try await adapter.stream(request, chunk: chunk)
    }

    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage { try await adapter.logEvents(query) }

    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        try await adapter.liveTail(query)
    }

    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        let service = call.operation.service
        guard Self.services.contains(service.name) else {
            throw LambdaError(
                .usage, code: "LocalLambda", message: "the embedded Lambda doesn't support \(service.title)",
                hint: "`connect` to AWS, or choose a connection with `--on`")
        }
        return try await adapter.call(call)
    }

    func identity() async -> String? { nil }

    func shutdown() async {
        await adapter.shutdown()
        await server.shutdown()
    }

    /// Otherwise the functions' processes would outlive lamsh.
    var endsWithProcess: Bool { false }

    func traced(by trace: RequestTrace) -> any LambdaService {
        LocalService(adapter: adapter.showing(trace), server: server)
    }
}

/// Debuggers for the functions of the embedded Lambda.
struct LocalDebugging: FunctionDebugging {
    let server: LocalLambda

    func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress {
        do {
            return DebuggerAddress(host: "127.0.0.1", port: try await server.debug(function, port: port))
        } catch {
            throw LambdaError(.usage, code: "LocalLambda", message: error.description)
        }
    }

    func endDebugging(_ function: String) async throws(LambdaError) { server.endDebugging(function) }
}
