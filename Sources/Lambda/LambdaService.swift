// SPDX-License-Identifier: GPL-3.0-or-later

/// What the shell needs from a Lambda service: the port that the AWS adapter, the embedded Lambda and the tests' fakes
/// implement. Every method throws `LambdaError`; cancelling the task cancels the request.
package protocol LambdaService: Sendable {
    /// Runs a function (API operation Invoke). A function error is an `InvocationOutcome` with `functionError`, not a
    /// thrown error.
    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome

    /// Runs a function whose response is passed on as it arrives (API operation InvokeWithResponseStream). The outcome
    /// contains all of it; an error of the function replaces what arrived before.
    func stream(
        _ request: InvocationRequest, chunk: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(LambdaError) -> InvocationOutcome

    /// A page of a log group (CloudWatch Logs' operation FilterLogEvents).
    func logEvents(_ query: LogQuery) async throws(LambdaError) -> LogPage

    /// Starts a Live Tail session (CloudWatch Logs' operation StartLiveTail); returns once the service has started it.
    func liveTail(_ query: LiveTailQuery) async throws(LambdaError) -> any LiveTailSession

    /// Calls any operation of the API, or of another service that the connection reaches.
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer

    /// The caller's identity, for the notice of `connect`: an ARN or a name; nil if the service can't determine it.
    func identity() async -> String?

    /// Releases connections and, if the service runs in this process, its sandboxes.
    func shutdown() async

    /// Whether the end of the process releases everything, so that a shutdown before it would be a waste of time.
    var endsWithProcess: Bool { get }

    /// The same service, with requests and responses shown by `trace` while it's on, and by no other trace.
    func traced(by trace: RequestTrace) -> any LambdaService
}
