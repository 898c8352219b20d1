// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSServices
import HTTPConnections
import JSON
package import Lambda

/// The Lambda API over HTTP: AWS itself, or anything that speaks its API.
package struct HTTPLambdaService: LambdaService {
    private let client: ServiceClient
    private let clients: ServiceClients
    private let identitySource: CallerIdentity?
    private let close: @Sendable () async -> Void

    package func traced(by trace: RequestTrace) -> any LambdaService { showing(trace) }

    /// Like `traced`, with this type as the result.
    package func showing(_ trace: RequestTrace) -> HTTPLambdaService {
        HTTPLambdaService(
            client: client.traced(by: trace), clients: clients.traced(by: trace),
            identity: identitySource?.traced(by: trace), close: close)
    }

    /// - Parameters:
    ///   - client: the client for Lambda.
    ///   - clients: the clients for the other services.
    ///   - identity: gets the caller's identity from STS; nil if the endpoint has no STS.
    ///   - close: releases the transport's resources.
    init(
        client: ServiceClient, clients: ServiceClients, identity: CallerIdentity?,
        close: @escaping @Sendable () async -> Void = {}
    ) {
        self.client = client
        self.clients = clients
        identitySource = identity
        self.close = close
    }

    package func invoke(_ invocation: InvocationRequest) async throws(LambdaError) -> InvocationOutcome {
        let request = try InvokeOperation.request(invocation, endpoint: client.endpoint.endpoint)
        let start = ContinuousClock.now
        // A dry run runs nothing.
        let repetition: CallContext.Repetition = invocation.type == .dryRun ? .harmless : .runsTwice
        let response = try await client.send(
            request, repetition: repetition, maxAttempts: invocation.maxAttempts, uncertainRetries: invocation.retries,
            recall: invocation.recall)
        return InvokeOperation.outcome(response, of: invocation, duration: ContinuousClock.now - start)
    }

    package func stream(
        _ invocation: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome {
        let request = try StreamOperation.request(invocation, endpoint: client.endpoint.endpoint)
        let start = ContinuousClock.now
        let response = try await client.send(
            request, repetition: .runsTwice, uncertainRetries: invocation.retries)
        var stream = StreamOperation()
        if let body = response.stream {
            do {
                for try await bytes in body {
                    for part in try stream.chunks(in: bytes) { chunk(part) }
                }
            } catch let error as LambdaError {
                throw error
            } catch {
                throw LambdaError(
                    TransportError(reading: error), call: client.callContext(.runsTwice, of: request))
            }
        }
        return try stream.outcome(of: response, duration: ContinuousClock.now - start)
    }

    package func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage {
        let logs = try clients.client(of: ServiceTable.logs.facts)
        let request = FilterLogEventsOperation.request(query, endpoint: logs.endpoint)
        let response = try await logs.send(request, repetition: .harmless)
        guard case (let page, let damaged)? = FilterLogEventsOperation.page(response) else {
            throw LambdaError(unreadable: response, call: logs.callContext(.harmless, of: request))
        }
        if damaged > 0 {
            logs.notify("CloudWatch Logs returned \(damaged) damaged event\(damaged == 1 ? "" : "s")")
        }
        return page
    }

    package func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession {
        let logs = try clients.client(of: ServiceTable.logs.facts)
        let request = LiveTailOperation.request(query, endpoint: logs.endpoint)
        // The caller knows better what to do meanwhile.
        let response = try await logs.send(request, repetition: .harmless, maxAttempts: 1)
        let call = logs.callContext(.harmless, of: request)
        guard let body = response.stream else { throw LambdaError(unreadable: response, call: call) }
        let session = HTTPLiveTail(body, call: call)
        try await session.begin()
        return session
    }

    package func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        let service = call.operation.service
        guard service.name == "s3", let bucket = call.members["Bucket"]?.string else {
            return try await self.call(call, with: service.name == "lambda" ? client : try clients.client(of: service))
        }
        do throws(LambdaError) {
            return try await self.call(call, with: try clients.client(of: service, bucket: bucket))
        } catch {
            guard let region = error.bucketRegion, clients.learn(region, of: bucket) else { throw error }
            return try await self.call(call, with: try clients.client(of: service, bucket: bucket))
        }
    }

    private func call(
        _ call: OperationCall, with client: ServiceClient
    ) async throws(LambdaError) -> OperationAnswer {
        let request = try CallRequest.request(call, endpoint: client.endpoint)
        let repetition = call.operation.repetition
        let response = try await client.send(
            request, repetition: repetition, mayFailAsSuccess: call.operation.answersInDocuments)
        guard let answer = CallAnswer.answer(response, to: call.operation, wantsBytes: call.wantsBytes) else {
            throw LambdaError(unreadable: response, call: client.callContext(repetition, of: request))
        }
        return answer
    }

    package func identity() async -> String? { await identitySource?.arn() }

    package func shutdown() async { await close() }

    /// It holds only sockets, which the kernel closes.
    package var endsWithProcess: Bool { true }
}
