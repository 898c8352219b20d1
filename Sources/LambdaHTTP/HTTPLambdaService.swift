// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
package import Lambda

/// The Lambda API over HTTP: AWS itself, or anything that speaks its API.
package struct HTTPLambdaService: LambdaService {
    private let caller: Caller
    private let identitySource: CallerIdentity?
    private let close: @Sendable () async -> Void

    /// - Parameters:
    ///   - identity: who asks STS for the caller; nil where no STS belongs to the endpoint.
    ///   - close: releases what the transport holds.
    package init(
        caller: Caller, identity: CallerIdentity?, close: @escaping @Sendable () async -> Void = {}
    ) {
        self.caller = caller
        identitySource = identity
        self.close = close
    }

    package func invoke(_ invocation: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        let request = try InvokeOperation.request(invocation, endpoint: caller.endpoint)
        let start = ContinuousClock.now
        // A dry run runs nothing.
        let repetition: CallContext.Repetition = invocation.type == .dryRun ? .harmless : .runsTwice
        let response = try await caller.send(request, repetition: repetition)
        return InvokeOperation.outcome(response, of: invocation, duration: ContinuousClock.now - start)
    }

    package func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        let request = try CallRequest.request(call, endpoint: caller.endpoint)
        let repetition = call.operation.repetition
        let response = try await caller.send(request, repetition: repetition)
        guard let answer = CallAnswer.answer(response, to: call.operation) else {
            throw LambdaError(unreadable: response, call: caller.callContext(repetition, timeout: request.timeout))
        }
        return answer
    }

    package func identity() async -> String? { await identitySource?.arn() }

    package func shutdown() async { await close() }

    /// Nothing but sockets, which the kernel closes.
    package var endsWithProcess: Bool { true }
}
