// SPDX-License-Identifier: GPL-3.0-or-later

/// What the shell needs of a Lambda service: the port that the AWS adapter, the embedded Lambda and the tests' fakes
/// implement. Every method throws `LambdaError`; cancelling the task cancels the request.
package protocol LambdaService: Sendable {
    /// Runs a function (API operation Invoke). A function error is an `InvocationOutcome` with `functionError`, not a
    /// thrown error.
    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome

    /// Runs a function whose answer is handed over as it comes (API operation InvokeWithResponseStream). The outcome
    /// holds all of it; an error of the function's takes the place of what came before.
    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome

    /// A page of a log group (CloudWatch Logs' operation FilterLogEvents).
    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage

    /// Any operation of the API, or of another service that the connection reaches.
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer

    /// Who is calling, for the notice of `connect`; an ARN or a name, nil where the service cannot tell.
    func identity() async -> String?

    /// Releases connections and, where the service lives in this process, its sandboxes.
    func shutdown() async

    /// Whether the end of the process releases everything by itself, so that a shutdown before it is a waste of time.
    var endsWithProcess: Bool { get }

    /// The same service, whose requests and answers are shown by `trace` while that is on, and by no other.
    func traced(by trace: RequestTrace) -> any LambdaService
}
