// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
package import Batch
import JSON
package import Lambda
import ObjectStorage

/// Runs the rows with Step Functions: a state machine for each run, and one execution of it.
package struct StepFunctions: CloudEngine {
    private let service: any LambdaService

    package init(_ service: any LambdaService) { self.service = service }

    private func call(_ name: StaticString, _ members: JSONObject) async throws(LambdaError) -> JSONValue {
        try await service.call(OperationCall(.known("\(name)", in: .states), members)).value
    }

    package func prepare(_ run: PreparedRun) async throws(LambdaError) -> RunReference {
        let tags = RunTags(function: run.function, place: run.place)
        let answer = try await call(
            "CreateStateMachine",
            [
                "name": .string(run.machine), "definition": .string(String(decoding: run.definition, as: UTF8.self)),
                "roleArn": .string(run.role), "type": "STANDARD", "tags": tags.json,
            ])
        guard let machine = answer["stateMachineArn"]?.string, let execution = Self.execution(run.name, of: machine)
        else {
            throw LambdaError(
                .network, code: "UnreadableAnswer", message: "CreateStateMachine returned no ARN of a state machine")
        }
        return RunReference(machine: machine, execution: execution)
    }

    /// `arn:…:stateMachine:NAME` and `arn:…:execution:NAME:EXECUTION`.
    private static func execution(_ name: String, of machine: String) -> String? {
        var parts = machine.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 7, parts[5] == "stateMachine" else { return nil }
        parts[5] = "execution"
        return (parts[..<7] + [name]).joined(separator: ":")
    }

    package func start(_ run: RunReference) async throws(LambdaError) {
        let name = run.execution.split(separator: ":").last.map(String.init) ?? ""
        do throws(LambdaError) {
            _ = try await call(
                "StartExecution",
                ["stateMachineArn": .string(run.machine), "name": .string(name), "input": "{}"])
        } catch {
            // An earlier request started it, its response was lost, and it has ended since.
            if error.code != "ExecutionAlreadyExists" { throw error }
        }
    }

    package func poll(_ run: RunReference) async throws(LambdaError) -> RunStatus {
        let execution = try await call("DescribeExecution", ["executionArn": .string(run.execution)])
        var status = RunStatus(.init(name: execution["status"]?.string ?? "UNKNOWN"))
        status.error = execution["error"]?.string
        status.cause = execution["cause"]?.string
        status.started = execution["startDate"].flatMap(Self.milliseconds)
        status.continuations = execution["redriveCount"]?.int
        guard let map = try await mapRun(of: run) else { return status }
        let answer = try await call("DescribeMapRun", ["mapRunArn": .string(map)])
        status.rows = answer["itemCounts"].map(RowCounts.init(itemCounts:))
        if status.state.isFinal, let name = answer["status"]?.string {
            status.isWindingDown = !RunStatus.State(name: name).isFinal
        }
        return status
    }

    /// The last map of the execution; a redrive can have started a new one.
    private func mapRun(of run: RunReference) async throws(LambdaError) -> String? {
        let runs = try await call("ListMapRuns", ["executionArn": .string(run.execution)])["mapRuns"]?.array ?? []
        let last = runs.max {
            ($0["startDate"].flatMap(Self.milliseconds) ?? 0) < ($1["startDate"].flatMap(Self.milliseconds) ?? 0)
        }
        return last?["mapRunArn"]?.string
    }

    private static func milliseconds(_ time: JSONValue) -> Int? {
        switch time {
        case .number(let number): Int(exactly: (number.double * 1_000).rounded())
        case .string(let text): CivilTime(iso8601: text)?.milliseconds
        case .null, .bool, .array, .object: nil
        }
    }

    package func stop(_ run: RunReference) async throws(LambdaError) {
        _ = try await call(
            "StopExecution",
            ["executionArn": .string(run.execution), "error": "Stopped", "cause": "stopped with lamsh"])
    }

    package func retryRest(_ run: RunReference, token: String) async throws(LambdaError) {
        _ = try await call(
            "RedriveExecution", ["executionArn": .string(run.execution), "clientToken": .string(token)])
    }

    package func collect(
        _ run: RunRecord, _ take: (RowOutcome) async throws -> Void
    ) async throws -> RunCoverage {
        try await RecordedResults(run, S3Objects(service)).collect(take)
    }

    package func setConcurrency(_ workflows: Int, of run: RunReference) async throws(LambdaError) {
        guard let map = try await mapRun(of: run) else {
            throw LambdaError(
                .usage, code: "NotStarted", message: "the run hasn't started its rows yet",
                hint: "try again in a moment")
        }
        _ = try await call("UpdateMapRun", ["mapRunArn": .string(map), "maxConcurrency": number(workflows)])
    }

    package func remove(_ run: RunReference) async throws(LambdaError) { try await remove(machine: run.machine) }

    /// The runs that have a state machine in the account and region.
    package func runs() async throws(LambdaError) -> [(id: RunID, machine: String, created: Int?)] {
        let answer = try await service.everyPage(of: OperationCall(.known("ListStateMachines", in: .states)))
        return (answer.value["stateMachines"]?.array ?? []).compactMap { machine in
            guard let name = machine["name"]?.string, let id = RunID(machine: name),
                let arn = machine["stateMachineArn"]?.string
            else { return nil }
            return (id, arn, machine["creationDate"].flatMap(Self.milliseconds))
        }
    }

    /// Whether an execution of the state machine goes on.
    package func isRunning(_ machine: String) async throws(LambdaError) -> Bool {
        let answer = try await call(
            "ListExecutions",
            ["stateMachineArn": .string(machine), "statusFilter": "RUNNING", "maxResults": 1])
        return !(answer["executions"]?.array ?? []).isEmpty
    }

    /// Deletes a state machine.
    package func remove(machine: String) async throws(LambdaError) {
        _ = try await call("DeleteStateMachine", ["stateMachineArn": .string(machine)])
    }

    /// The tags of a state machine that lamsh made; nil if it doesn't have them.
    package func tags(of machine: String) async throws(LambdaError) -> RunTags? {
        RunTags(try await call("ListTagsForResource", ["resourceArn": .string(machine)])["tags"] ?? .null)
    }

    package func meaning(of error: LambdaError, in step: RunStep) -> StepFault {
        if error.isThrottle || Self.throttles.contains(error.code) { return .throttled }
        switch error.kind {
        case .network, .timeout: return .lost
        case .usage, .cancelled, .recalled, .credentials: return .refused
        case .service: break
        }
        if let status = error.status, status >= 500 { return .lost }
        if step == .prepare, Self.isAboutNewRole(error) { return .notKnownYet }
        if error.code == "ExecutionNotRedrivable" { return .spent }
        return Self.missing.contains(error.code) ? .gone : .refused
    }

    private static let throttles = [
        "ThrottlingException", "TooManyRequestsException", "ExecutionLimitExceeded", "KmsThrottlingException",
        "ConflictException",
    ]
    private static let missing = ["ExecutionDoesNotExist", "StateMachineDoesNotExist", "ResourceNotFound"]

    /// A role that was made a moment ago isn't known to all services for some seconds.
    private static func isAboutNewRole(_ error: LambdaError) -> Bool {
        guard ["AccessDeniedException", "ValidationException"].contains(error.code) else { return false }
        // What the caller may not do won't change.
        return error.message.contains("assume") && !error.message.contains("is not authorized to perform: states:")
    }
}
