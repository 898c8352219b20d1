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

    let signature = CommandSignature(
        "batches", group: CommandGroup.functions, summary: "list, follow and stop runs in the cloud, and fetch results",
        operands: [id],
        options: [
            wait, stop, resume, concurrency, results, clean, CommonParameters.yes, CommonParameters.on,
        ] + CommonParameters.result,
        subcommands: .few([RoleSetup.signature]),
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
        if arguments.subcommand == RoleSetup.signature.name { return try await RoleSetup(arguments, connection).run() }
        try CloudOptions.refuseLocal(connection)
        let runs = CloudRunList(arguments, connection)
        guard let text = try arguments.text(Self.id) else {
            let needsRun = [Self.wait, Self.stop, Self.resume, Self.concurrency, Self.results].first(
                where: arguments.has)
            if let needsRun {
                throw .failed(
                    .usage, "`--\(needsRun.name)` needs the ID of a run", hint: "`batches` lists the runs")
            }
            return arguments.has(Self.clean) ? try await cleanAll(arguments, runs) : try await list(runs)
        }
        guard let id = RunID(text) else {
            throw .failed(.usage, "`\(text)` isn't the ID of a run", hint: "`batches` lists the runs")
        }
        if arguments.has(Self.clean) {
            try await arguments.confirm("delete the rows and results of run \(id)", on: connection)
            try await runs.clean(try await runs.deletable(id))
            return .nothing
        }
        return try await act(on: try await runs.record(id), arguments, connection)
    }

    // MARK: One run

    @SessionActor private func act(
        on known: RunRecord, _ arguments: CommandArguments, _ connection: Connection
    ) async throws(Stop) -> CommandResult {
        var record = known
        let follower = CloudFollower(arguments, connection.service)
        if let calls = try arguments.integer(Self.concurrency) {
            try await arguments.confirm("change the concurrency of run \(record.id)", on: connection)
            try await follower.setConcurrency(calls, record)
        }
        var status: RunStatus?
        if arguments.has(Self.stop) {
            try await arguments.confirm("stop run \(record.id)", on: connection)
            status = try await follower.stop(record)
        } else if arguments.has(Self.resume) {
            try await arguments.confirm("continue run \(record.id)", on: connection)
            if let rest = try await follower.runRest(record, follows: arguments.has(Self.wait)) {
                (record, status) = rest
            } else if !arguments.has(Self.results) {
                throw isComplete(record)
            }
        } else if arguments.has(Self.wait) {
            status = try await follower.follow(record)
        }
        let last: RunStatus
        if let status { last = status } else { last = try await follower.status(record) }
        guard let path = try arguments.text(Self.results) else {
            return CommandResult(
                value: Value(record.json(last, now: arguments.session.host.now())), view: .card, isResult: true)
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
        do throws(Stop) {
            _ = try await follower.collect(record, status, into: &output)
        } catch {
            guard output.hasLines else { throw error }
            arguments.console.notice(
                "the results so far are in \(path): `batches \(record.id) --results \(path) --resume` fetches the rest")
            throw error
        }
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
        _ arguments: CommandArguments, _ runs: CloudRunList
    ) async throws(Stop) -> CommandResult {
        let ended = try await runs.ended()
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
        for run in ended { try await runs.clean(run) }
        return .nothing
    }
}
