// SPDX-License-Identifier: GPL-3.0-or-later

/// What the shell needs of a Lambda service: the port that the AWS adapter, the embedded Lambda and the tests' fakes
/// implement. Every method throws `LambdaError`; cancelling the task cancels the request.
public protocol LambdaService: Sendable {
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

    /// Any operation of the API.
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer

    /// Has a function run under a debugger from its next invocation on.
    ///
    /// - Parameter port: nil takes the usual one.
    /// - Returns: what a debugger attaches to.
    func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress

    /// The function runs as ever again.
    func endDebugging(_ function: String) async throws(LambdaError)

    /// Who is calling, for the notice of `connect`; an ARN or a name, nil where the service cannot tell.
    func identity() async -> String?

    /// Releases connections and, where the service lives in this process, its sandboxes.
    func shutdown() async

    /// Whether the end of the process releases everything by itself, so that a shutdown before it is a waste of time.
    var endsWithProcess: Bool { get }
}

/// Where a debugger finds a function.
public struct DebuggerAddress: Sendable, Hashable {
    public var host: String
    public var port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

extension LambdaService {
    public var endsWithProcess: Bool { false }

    public func debug(_ function: String, port: Int?) async throws(LambdaError) -> DebuggerAddress { throw .notLocal }

    public func endDebugging(_ function: String) async throws(LambdaError) { throw .notLocal }
}

extension LambdaError {
    fileprivate static var notLocal: LambdaError {
        LambdaError(
            .usage, code: "NotLocal", message: "only functions of the embedded Lambda can be debugged (connect local)")
    }
}
