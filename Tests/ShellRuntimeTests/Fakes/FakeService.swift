// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Lambda
import Synchronization

/// A Lambda service in memory: records requests, and gets responses from a closure; echoes without one.
final class FakeService: LambdaService {
    typealias Answer = @Sendable (InvocationRequest) async throws(LambdaError) -> InvocationOutcome
    /// nil leaves the call to the service's own answers.
    typealias CallAnswer = @Sendable (OperationCall) throws(LambdaError) -> JSONValue?

    private struct State {
        var requests: [InvocationRequest] = []
        var calls: [OperationCall] = []
        var isShutDown = false
        var logQueries: [LogQuery] = []
        var logPages: [Result<LogPage, LambdaError>] = []
        var liveTailQueries: [LiveTailQuery] = []
        var liveTails: [Result<FakeLiveTail, LambdaError>] = []
    }

    private let state = Mutex(State())
    private let answer: Answer
    private let answerCall: CallAnswer?
    private let pages: [ListPage]
    private let listError: LambdaError?
    private let calling: @Sendable () async -> Void

    /// - Parameter calling: how long a call takes that isn't an invocation.
    init(
        pages: [ListPage] = [ListPage(items: [])], listError: LambdaError? = nil, answer: Answer? = nil,
        answerCall: CallAnswer? = nil, calling: @escaping @Sendable () async -> Void = {}
    ) {
        self.calling = calling
        self.answerCall = answerCall
        self.pages = pages
        self.listError = listError
        self.answer = answer ?? { request in FakeService.success(request.payload ?? [], for: request) }
    }

    var requests: [InvocationRequest] { state.withLock { $0.requests } }
    var calls: [OperationCall] { state.withLock { $0.calls } }
    var isShutDown: Bool { state.withLock { $0.isShutDown } }

    /// The bodies that were sent, as text; nil if there was none.
    var bodies: [String?] { requests.map { $0.payload.map { String(decoding: $0, as: UTF8.self) } } }

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        state.withLock { $0.requests.append(request) }
        return try await answer(request)
    }

    /// The answer in chunks of two bytes.
    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        let outcome = try await invoke(request)
        if outcome.functionError == nil {
            for start in stride(from: 0, to: outcome.payload.count, by: 2) {
                chunk(Array(outcome.payload[start..<min(start + 2, outcome.payload.count)]))
            }
        }
        return outcome
    }

    /// Pages of logs by their tokens: `"1"` is the second one.
    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage {
        let page = state.withLock { state in
            state.logQueries.append(query)
            return state.logPages.isEmpty ? .success(LogPage(events: [])) : state.logPages.removeFirst()
        }
        return try page.get()
    }

    var logQueries: [LogQuery] { state.withLock { $0.logQueries } }

    /// The responses to the next log queries; afterwards pages without events.
    func answerLogs(_ pages: Result<LogPage, LambdaError>...) { state.withLock { $0.logPages = pages } }

    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        let session = state.withLock { state -> Result<FakeLiveTail, LambdaError> in
            state.liveTailQueries.append(query)
            guard state.liveTails.isEmpty else { return state.liveTails.removeFirst() }
            return .failure(
                LambdaError(.service, code: "UnknownOperationException", message: "no Live Tail", status: 400))
        }
        return try session.get()
    }

    var liveTailQueries: [LiveTailQuery] { state.withLock { $0.liveTailQueries } }

    /// The next Live Tail sessions; afterwards there are none.
    func answerLiveTails(_ sessions: Result<FakeLiveTail, LambdaError>...) {
        state.withLock { $0.liveTails = sessions }
    }

    /// Responds with the closure's result if there's one, with pages for list operations, and with a function's description.
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        state.withLock { $0.calls.append(call) }
        await calling()
        if let answerCall, let value = try answerCall(call) { return OperationAnswer(value: value) }
        if let member = call.operation.paging?.results.first { return OperationAnswer(value: try page(call, member)) }
        let function = call.members["FunctionName"] ?? .null
        let version = call.members["Qualifier"] ?? "$LATEST"
        return OperationAnswer(value: ["Configuration": ["FunctionName": function, "Version": version]])
    }

    /// Markers count the pages: `"1"` is the second one.
    private func page(_ call: OperationCall, _ member: String) throws(LambdaError) -> JSONValue {
        if let listError { throw listError }
        let index = call.members["Marker"]?.string.flatMap(Int.init) ?? 0
        var answer: JSONObject = [:]
        answer.set(member, .array(pages[index].items))
        if index + 1 < pages.count { answer.set("NextMarker", .string(String(index + 1))) }
        return .object(answer)
    }

    func identity() async -> String? { "arn:aws:iam::123456789012:user/ada" }
    func shutdown() async { state.withLock { $0.isShutDown = true } }
    var endsWithProcess: Bool { false }
    func traced(by trace: RequestTrace) -> any LambdaService { TracedFakeService(service: self, trace: trace) }

    /// What AWS answers: a payload for a request, nothing for an event and a dry run.
    static func success(_ payload: [UInt8], for request: InvocationRequest) -> InvocationOutcome {
        switch request.type {
        case .requestResponse:
            InvocationOutcome(status: 200, payload: payload, executedVersion: "$LATEST", requestId: "r-1")
        case .event: InvocationOutcome(status: 202, requestId: "r-1")
        case .dryRun: InvocationOutcome(status: 204, requestId: "r-1")
        }
    }

    /// A service whose functions answer `payload`.
    static func answering(_ payload: String) -> FakeService {
        FakeService { request in success(Array(payload.utf8), for: request) }
    }

    /// A service whose functions raise an error.
    static func raising(_ type: String, _ message: String) -> FakeService {
        let payload = #"{"errorType": "\#(type)", "errorMessage": "\#(message)", "stackTrace": ["at line 1"]}"#
        return FakeService { _ in
            InvocationOutcome(status: 200, payload: Array(payload.utf8), functionError: "Unhandled", requestId: "r-2")
        }
    }
}

/// A Live Tail session with given updates. After the last one it ends, or it stays open.
final class FakeLiveTail: LiveTailSession {
    private let updates: Mutex<[LiveTailUpdate]>
    private let end: Result<LiveTailUpdate?, LambdaError>?

    /// - Parameter end: nil: it stays open.
    init(_ updates: LiveTailUpdate..., end: Result<LiveTailUpdate?, LambdaError>? = nil) {
        self.updates = Mutex(updates)
        self.end = end
    }

    func next() async throws(LambdaError) -> LiveTailUpdate? {
        let next = updates.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let next { return next }
        if let end { return try end.get() }
        try? await Task.sleep(for: .seconds(3_600))
        throw LambdaError(.cancelled, code: "Cancelled", message: "the request was cancelled")
    }
}

/// Traces the function name of each invocation.
private struct TracedFakeService: LambdaService {
    let service: FakeService
    let trace: RequestTrace

    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        if trace.isOn { trace.write("> \(request.function)") }
        return try await service.invoke(request)
    }

    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        if trace.isOn { trace.write("> \(request.function)") }
        return try await service.stream(request, chunk: chunk)
    }

    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage { try await service.logEvents(query) }
    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        try await service.liveTail(query)
    }
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer { try await service.call(call) }
    func identity() async -> String? { await service.identity() }
    func shutdown() async { await service.shutdown() }
    var endsWithProcess: Bool { service.endsWithProcess }
    func traced(by trace: RequestTrace) -> any LambdaService { service.traced(by: trace) }
}

/// Fake debuggers on the given port, or on 5678.
struct FakeDebugging: FunctionDebugging {
    func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress {
        DebuggerAddress(host: "127.0.0.1", port: port ?? 5678)
    }

    func endDebugging(_ function: String) async throws(LambdaError) {}
}
