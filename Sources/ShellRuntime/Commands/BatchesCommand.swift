// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import CloudRuns
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `batches [ID]`, `batches setup`
struct BatchesCommand: BuiltinCommand {
    private static let id = Parameter("ID", .name(.run), help: "the run, as `batches` lists it; default: list all runs")
    private static let wait = Parameter("wait", .flag, help: "follow the run to its end")
    private static let stop = Parameter("stop", .flag, help: "stop the run; calls that are under way end on their own")
    private static let resume = Parameter(
        "resume", .flag,
        help:
            "run the rows of an ended run that failed or weren't started; with --results, add missing lines to the file"
    )
    private static let concurrency = Parameter(
        "concurrency", short: "c", .integer(1...RunLimits.concurrency),
        help: "change the maximum number of concurrent invocations while the run goes on")
    private static let results = Parameter("results", .file, help: "write the results to this file, as --each does")
    private static let clean = Parameter(
        "clean", .flag, help: "delete what lamsh made for the run, or for all ended runs: state machine, rows, results")

    private static let bucket = Parameter("bucket", .text, .required, help: "bucket for rows and results")
    private static let prefix = Parameter("prefix", .text, help: "limit the role to keys that begin with this")
    private static let functions = Parameter(
        "function", .functionName, .variadic(minimum: 0), help: "limit the role to these functions; default: all")
    private static let print = Parameter("print", .flag, help: "only show the role, as a CloudFormation template")

    private static let setup = CommandSignature.Subcommand(
        "setup", summary: "create the role that Step Functions needs for runs, or update it",
        options: [bucket, prefix, functions, print])

    let signature = CommandSignature(
        "batches", group: CommandGroup.functions, summary: "list, follow and stop runs in the cloud, and fetch results",
        operands: [id],
        options: [
            wait, stop, resume, concurrency, results, clean, CommonParameters.yes, CommonParameters.on,
        ] + CommonParameters.result,
        subcommands: .few([setup]),
        givesValue: true,
        examples: [
            .init("batches", "all runs of this account and region"),
            .init("batches 3f8k2m9q0abc --wait", "follow one of them"),
            .init("batches 3f8k2m9q0abc --results out.jsonl", "fetch its results, in the format of --each"),
            .init("batches 3f8k2m9q0abc --clean", "delete its state machine, rows and results"),
            .init("batches setup --bucket my-data --print", "the role that runs need, as a template"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        if arguments.subcommand == Self.setup.name { return try await RoleSetup(arguments, connection).run() }
        try CloudOptions.refuseLocal(connection)
        let runs = CloudRunList(arguments, connection.service)
        guard let text = try arguments.text(Self.id) else {
            let needsRun = [Self.wait, Self.stop, Self.resume, Self.concurrency, Self.results].first(
                where: arguments.has)
            if let needsRun {
                throw .failed(
                    .usage, "`--\(needsRun.name)` needs the ID of a run", hint: "`batches` lists the runs")
            }
            return arguments.has(Self.clean) ? try await cleanAll(arguments, runs, connection) : try await list(runs)
        }
        guard let id = RunID(text) else {
            throw .failed(.usage, "`\(text)` isn't the ID of a run", hint: "`batches` lists the runs")
        }
        return try await act(on: try await runs.record(id), arguments, runs, connection)
    }

    // MARK: One run

    @SessionActor private func act(
        on known: RunRecord, _ arguments: CommandArguments, _ runs: CloudRunList, _ connection: Connection
    ) async throws(Stop) -> CommandResult {
        var record = known
        let follower = CloudFollower(arguments, connection.service)
        if arguments.has(Self.clean) {
            try await arguments.confirm("delete the rows and results of run \(record.id)", on: connection)
            try await runs.clean(record, follower)
            return .nothing
        }
        if let calls = try arguments.integer(Self.concurrency) {
            try await arguments.confirm("change the concurrency of run \(record.id)", on: connection)
            try await follower.setConcurrency(calls, record)
        }
        var status: RunStatus?
        if arguments.has(Self.stop) {
            try await arguments.confirm("stop run \(record.id)", on: connection)
            status = try await follower.follow(record, from: .stop)
        } else if arguments.has(Self.resume) {
            try await arguments.confirm("continue run \(record.id)", on: connection)
            if let rest = try await follower.runRest(record, follows: arguments.has(Self.wait)) {
                (record, status) = rest
            } else if !arguments.has(Self.results) {
                throw isComplete(record)
            }
        } else if arguments.has(Self.wait) {
            status = try await follower.follow(record, from: .poll)
        }
        let last: RunStatus
        if let status { last = status } else { last = try await follower.status(record) }
        guard let path = try arguments.text(Self.results) else {
            return CommandResult(value: Value(record.json(last)), view: .card, isResult: true)
        }
        return try await fetch(record, last, path, follower, arguments)
    }

    private func isComplete(_ record: RunRecord) -> Stop {
        .failed(
            .usage, "run \(record.id) is done: each row has an outcome",
            hint: "fetch them with `batches \(record.id) --results FILE`")
    }

    @SessionActor private func fetch(
        _ record: RunRecord, _ status: RunStatus, _ path: String, _ follower: CloudFollower,
        _ arguments: CommandArguments
    ) async throws(Stop) -> CommandResult {
        guard status.isOver else {
            throw .failed(
                .usage, "run \(record.id) isn't over yet: \(record.done(status.rows)) of \(record.rows) rows are done",
                hint: "add `--wait`")
        }
        var output = CloudOutput(arguments, path: path)
        _ = try await output.open(resumes: arguments.has(Self.resume))
        _ = try await follower.collect(record, status, into: &output)
        let summary = try await output.summary(
            elapsed: .milliseconds(max(0, arguments.session.host.now() - record.created)))
        return CommandResult(value: Value(summary.json), view: .report(summary.text), isResult: true)
    }

    // MARK: All runs

    @SessionActor private func list(_ runs: CloudRunList) async throws(Stop) -> CommandResult {
        let rows = try await runs.rows()
        return CommandResult(
            value: Value(.array(rows)),
            view: .table(columns: ["id", "function", "mode", "state", "rows", "done", "failed", "created"]),
            isResult: true)
    }

    @SessionActor private func cleanAll(
        _ arguments: CommandArguments, _ runs: CloudRunList, _ connection: Connection
    ) async throws(Stop) -> CommandResult {
        let follower = CloudFollower(arguments, connection.service)
        let ended = try await runs.ended(follower)
        guard !ended.isEmpty else {
            arguments.console.notice("there's nothing to delete")
            return .nothing
        }
        if !arguments.has(CommonParameters.yes) {
            let number = ended.count == 1 ? "1 ended run" : "\(ended.count) ended runs"
            let answer = await arguments.console.confirm("delete the state machine, rows and results of \(number)?")
            if answer == .interrupted { throw .interrupted }
            if answer == .noOne {
                throw .failed(
                    .usage, "there's no terminal to confirm that \(number) should be deleted", hint: "add `--yes`")
            }
            guard answer == .given(true) else { throw .failed(.usage, "cancelled: nothing is deleted") }
        }
        for record in ended { try await runs.clean(record, follower) }
        return .nothing
    }

    // MARK: The role

    /// `batches setup`
    @SessionActor
    struct RoleSetup {
        private let arguments: CommandArguments
        private let connection: Connection

        init(_ arguments: CommandArguments, _ connection: Connection) {
            self.arguments = arguments
            self.connection = connection
        }

        func run() async throws(Stop) -> CommandResult {
            let identity = await self.identity
            let permissions = RunPermissions(
                bucket: try arguments.text(BatchesCommand.bucket) ?? "",
                prefix: try arguments.text(BatchesCommand.prefix) ?? "", partition: identity(1) ?? "aws",
                account: identity(4) ?? "*", region: connection.opened.region ?? "*",
                functions: try arguments.texts(BatchesCommand.functions))
            if arguments.has(BatchesCommand.print) { return .value(permissions.template) }
            try CloudOptions.refuseLocal(connection)
            try await arguments.confirm("create the role \(RunPermissions.roleName)", on: connection)
            let service = connection.service
            let role = try await arguments.withProgress("creating the role") { _ throws(Stop) in
                do throws(LambdaError) {
                    return try await RoleCreation(service).create(permissions)
                } catch {
                    throw stop(error)
                }
            }
            arguments.console.notice(
                "to start runs, you need these permissions: "
                    + RunPermissions.callerActions.joined(separator: ", "))
            return CommandResult(value: Value(["role": .string(role)]), view: .card, isResult: true)
        }

        private func stop(_ error: LambdaError) -> Stop {
            guard case .failed(var failure) = Stop(error) else { return Stop(error) }
            let print = String(arguments.interpreter.source.text(in: arguments.callRange)) + " --print"
            failure.details.append("an administrator can create the role with the template that `\(print)` shows")
            return .failed(failure)
        }

        /// The parts of `arn:aws:sts::123456789012:…`; nil for one that isn't known.
        private var identity: (Int) -> String? {
            get async {
                let known =
                    if let identity = connection.identity { identity } else { await connection.service.identity() }
                let parts = (known ?? "").split(separator: ":", omittingEmptySubsequences: false)
                return { $0 < parts.count && !parts[$0].isEmpty ? String(parts[$0]) : nil }
            }
        }
    }
}
