// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
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

extension RunRecord {
    /// The run and its state, for people and programs.
    fileprivate func json(_ status: RunStatus) -> JSONValue {
        func count(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
        let done = done(status.rows)
        let estimate = RunEstimate(plan, rows: done)
        return [
            "id": .string(id.text), "function": .string(plan.function.arn), "mode": .string(plan.mode.rawValue),
            "state": .string(status.isWindingDown ? "ending" : status.state.text), "rows": count(rows + refused),
            "done": count(done), "failed": count(failed(status.rows)),
            "running": count(status.rows?.running), "pending": count(status.rows?.pending),
            "notUploaded": count(refused), "attempts": count(attemptNumber),
            "cost": .string(RunEstimate.dollars(estimate.price.upperBound)),
            "created": .string(created.time), "place": .string(place.text),
            "error": status.error.map(JSONValue.string) ?? .null, "cause": status.cause.map(JSONValue.string) ?? .null,
        ]
    }
}

extension Int {
    /// Milliseconds since 1970 as ISO 8601.
    fileprivate var time: String { CivilTime(milliseconds: self)?.iso8601 ?? "" }
}

/// The runs of an account and region: those of this machine, and those that others started.
@SessionActor
struct CloudRunList {
    private let arguments: CommandArguments
    private let service: any LambdaService
    private let shelf: RunShelf

    init(_ arguments: CommandArguments, _ service: any LambdaService) {
        self.arguments = arguments
        self.service = service
        shelf = RunShelf(arguments.session.host)
    }

    func record(_ id: RunID) async throws(Stop) -> RunRecord {
        if let record = shelf[id] { return record }
        let engine = StepFunctions(service)
        do throws(LambdaError) {
            guard let machine = try await engine.runs().first(where: { $0.id == id })?.machine,
                let tags = try await engine.tags(of: machine), let record = try await record(in: tags.place)
            else {
                throw LambdaError(
                    .usage, code: "UnknownRun", message: "there's no run \(id)", hint: "`batches` lists the runs")
            }
            return record
        } catch {
            throw Stop(error)
        }
    }

    /// The record that the machine which started the run put next to its rows; nil if there's none.
    private func record(in place: RunPlace) async throws(LambdaError) -> RunRecord? {
        let objects = S3Objects(service)
        let object = ObjectAddress(bucket: place.bucket, key: place.record)
        guard let head = try await objects.head(of: object), head.size > 0 else { return nil }
        let bytes = try await objects.read(object, 0..<head.size, etag: head.etag)
        return (try? JSONValue(parsing: bytes)).flatMap(RunRecord.init(_:))
    }

    /// Those of this machine first, each once.
    private func all() async throws(Stop) -> [(id: RunID, record: RunRecord?, machine: String?)] {
        let engine = StepFunctions(service)
        let machines: [(id: RunID, machine: String, created: Int?)]
        do throws(LambdaError) { machines = try await engine.runs() } catch { throw Stop(error) }
        let known = shelf.all
        var all: [(RunID, RunRecord?, String?)] = known.map { record in
            (record.id, record, machines.first { $0.machine == record.attempt.reference?.machine }?.machine)
        }
        for machine in machines where !all.contains(where: { $0.0 == machine.id }) {
            let record: RunRecord?
            do throws(LambdaError) {
                let tags = try await engine.tags(of: machine.machine)
                if let tags { record = try await self.record(in: tags.place) } else { continue }
            } catch {
                record = nil
            }
            all.append((machine.id, record, machine.machine))
        }
        return all
    }

    /// A row for each run.
    func rows() async throws(Stop) -> [JSONValue] {
        let engine = StepFunctions(service)
        var rows: [JSONValue] = []
        for (id, record, machine) in try await all() {
            guard let record else {
                rows.append(["id": .string(id.text), "state": "without record"])
                continue
            }
            guard let reference = record.attempt.reference, machine != nil else {
                rows.append([
                    "id": .string(id.text), "function": .string(record.plan.function.arn),
                    "mode": .string(record.plan.mode.rawValue),
                    "state": .string(record.attempt.reference == nil ? "not started" : "deleted"),
                    "rows": .number(JSONNumber(record.rows)), "created": .string(record.created.time),
                ])
                continue
            }
            do throws(LambdaError) {
                rows.append(record.json(try await engine.poll(reference)))
            } catch {
                guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
                rows.append(["id": .string(id.text), "state": "deleted", "created": .string(record.created.time)])
            }
        }
        return rows
    }

    /// The runs that don't go on.
    func ended(_ follower: CloudFollower) async throws(Stop) -> [RunRecord] {
        var ended: [RunRecord] = []
        for (_, record, machine) in try await all() {
            guard let record else { continue }
            if let reference = record.attempt.reference, machine != nil {
                do throws(LambdaError) {
                    if try await !StepFunctions(service).poll(reference).isOver { continue }
                } catch {
                    guard StepFunctions(service).meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
                }
            }
            ended.append(record)
        }
        return ended
    }

    /// Deletes everything that lamsh made for a run.
    func clean(_ record: RunRecord, _ follower: CloudFollower) async throws(Stop) {
        let objects = S3Objects(service)
        let engine = StepFunctions(service)
        do throws(LambdaError) {
            if let reference = record.attempt.reference {
                var isOver = true
                do throws(LambdaError) {
                    isOver = try await engine.poll(reference).isOver
                } catch {
                    if engine.meaning(of: error, in: .poll) != .gone { throw error }
                }
                guard isOver else {
                    throw LambdaError(
                        .usage, code: "StillRunning", message: "run \(record.id) isn't over yet",
                        hint: "stop it first with `batches \(record.id) --stop`")
                }
            }
            for reference in record.attempts.compactMap(\.reference) { try await engine.remove(reference) }
            try await objects.removeAll(
                under: ObjectAddress(bucket: record.place.bucket, key: record.place.folder + "/"))
        } catch {
            throw Stop(error)
        }
        shelf.remove(record.id)
        arguments.console.notice("deleted run \(record.id)")
    }
}
