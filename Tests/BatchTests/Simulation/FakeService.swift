// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import Synchronization

/// A service that responds to each invocation, and counts them by function.
final class FakeService: LambdaService {
    private let counts = Mutex<[String: Int]>([:])
    private let answer: @Sendable (InvocationRequest) async throws(LambdaError) -> InvocationOutcome

    init(
        _ answer: @escaping @Sendable (InvocationRequest) async throws(LambdaError) -> InvocationOutcome = { _ in
            InvocationOutcome(status: 200, payload: Array("{}".utf8))
        }
    ) {
        self.answer = answer
    }

    /// How often each function was invoked.
    var invocations: [String: Int] { counts.withLock { $0 } }

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        counts.withLock { $0[request.function, default: 0] += 1 }
        return try await answer(request)
    }

    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        throw LambdaError(.usage, code: "NotHere", message: "a batch doesn't stream")
    }

    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage { LogPage(events: []) }

    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        throw LambdaError(.usage, code: "NotHere", message: "a batch follows no log")
    }

    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        throw LambdaError(.usage, code: "NotHere", message: "a batch calls nothing else")
    }

    func identity() async -> String? { nil }

    func shutdown() async {}

    let endsWithProcess = true

    func traced(by trace: RequestTrace) -> any LambdaService { self }
}
