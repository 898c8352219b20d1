// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
package import JSON
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
        let response = try await caller.send(
            request, repetition: repetition, maxAttempts: invocation.maxAttempts)
        return InvokeOperation.outcome(response, of: invocation, duration: ContinuousClock.now - start)
    }

    package func list(_ list: ListRequest) async throws(LambdaError) -> ListPage {
        let request = try ListOperation.request(list, endpoint: caller.endpoint)
        let response = try await caller.send(request, repetition: .harmless)
        guard let page = ListOperation.page(response, of: list.kind) else { throw unreadable(response) }
        return page
    }

    package func describe(function: String, qualifier: String?) async throws(LambdaError) -> JSONValue {
        let request = try DescribeOperation.request(
            function: function, qualifier: qualifier, endpoint: caller.endpoint)
        let response = try await caller.send(request, repetition: .harmless)
        guard let value = DescribeOperation.value(response) else { throw unreadable(response) }
        return value
    }

    package func identity() async -> String? { await identitySource?.arn() }

    package func shutdown() async { await close() }

    /// Nothing but sockets, which the kernel closes.
    package var endsWithProcess: Bool { true }

    private func unreadable(_ response: HTTPResponse) -> LambdaError {
        LambdaError(
            unreadable: response, call: caller.callContext(.harmless, timeout: ListOperation.timeout))
    }
}
