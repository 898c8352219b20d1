// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import JSON
import Lambda

/// A service that records its invocations in a journal.
struct RecordingService: LambdaService {
    let service: any LambdaService
    let journal: InvocationJournal
    /// Whether others use the service too; then they shut it down.
    let isShared: Bool

    /// Requests the log of every invocation that can have one; the caller only gets it if it asked for it.
    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        try await record(request) { (logged) throws(LambdaError) in try await service.invoke(logged) }
    }

    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        try await record(request) { (logged) throws(LambdaError) in try await service.stream(logged, chunk: chunk) }
    }

    private func record(
        _ request: InvocationRequest,
        _ send: (InvocationRequest) async throws(LambdaError) -> InvocationOutcome
    ) async throws(LambdaError) -> InvocationOutcome {
        var logged = request
        if request.type == .requestResponse { logged.wantsLog = true }
        let start = ContinuousClock.now
        do {
            var outcome = try await send(logged)
            journal.record(
                request, since: start,
                .outcome(
                    status: outcome.status, payload: RecordedPayload(outcome.payload),
                    functionError: outcome.functionError, requestId: outcome.requestId, log: outcome.log))
            if !request.wantsLog { outcome.log = nil }
            return outcome
        } catch {
            journal.record(request, since: start, .failure(error))
            throw error
        }
    }

    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer { try await service.call(call) }

    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage { try await service.logEvents(query) }

    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        try await service.liveTail(query)
    }

    func identity() async -> String? { await service.identity() }

    func shutdown() async {
        if !isShared { await service.shutdown() }
    }

    var endsWithProcess: Bool { service.endsWithProcess }

    func traced(by trace: RequestTrace) -> any LambdaService {
        RecordingService(service: service.traced(by: trace), journal: journal, isShared: isShared)
    }
}

/// Opens connections that record their invocations in a journal.
struct RecordingConnector: Connector {
    let connector: any Connector
    let journal: InvocationJournal

    func open(_ target: ConnectionTarget, trace: RequestTrace) async throws(LambdaError) -> OpenedConnection {
        var opened = try await connector.open(target, trace: trace)
        opened.service = RecordingService(service: opened.service, journal: journal, isShared: false)
        return opened
    }

    func explain(_ options: AWSOptions) async throws(LambdaError) -> [CredentialChain.Step] {
        try await connector.explain(options)
    }

    func logIn(
        _ target: LoginTarget, trace: RequestTrace, show: @escaping @Sendable (DeviceAuthorization) async -> Void
    ) async throws(LambdaError) -> LoginOutcome {
        try await connector.logIn(target, trace: trace, show: show)
    }

    func logOut(_ target: LoginTarget?, trace: RequestTrace) async throws(LambdaError) -> SSOLogout.Outcome {
        try await connector.logOut(target, trace: trace)
    }
}
