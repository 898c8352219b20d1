// SPDX-License-Identifier: GPL-3.0-or-later

/// What the shell needs of a Lambda service: the port that the AWS adapter, the embedded Lambda and the tests' fakes
/// implement. Every method throws `LambdaError`; cancelling the task cancels the request.
public protocol LambdaService: Sendable {
    /// Runs a function (API operation Invoke). A function error is an `InvocationOutcome` with `functionError`, not a
    /// thrown error.
    func invoke(_ request: InvocationRequest) async throws(LambdaError) -> InvocationOutcome

    /// Any operation of the API.
    func call(_ call: OperationCall) async throws(LambdaError) -> OperationAnswer

    /// Who is calling, for the notice of `connect`; an ARN or a name, nil where the service cannot tell.
    func identity() async -> String?

    /// Releases connections and, where the service lives in this process, its sandboxes.
    func shutdown() async

    /// Whether the end of the process releases everything by itself, so that a shutdown before it is a waste of time.
    var endsWithProcess: Bool { get }
}

extension LambdaService {
    public var endsWithProcess: Bool { false }
}
