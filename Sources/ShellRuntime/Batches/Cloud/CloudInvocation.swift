// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import ShellLanguage
import SystemPackage
import Waiting

/// `invoke FN --each … --in-cloud …`: evaluates and uploads the rows, starts the run, and follows it to its results.
@SessionActor
struct CloudInvocation {
    private let arguments: CommandArguments
    private let each: EachRun
    private let prefix: ObjectAddress
    private let role: String
    private let shelf: RunShelf
    private let resumes: Bool

    init(_ arguments: CommandArguments, _ each: EachRun) throws(Stop) {
        self.arguments = arguments
        self.each = each
        try Self.refuse(arguments)
        prefix = try CloudOptions.prefix(arguments, CloudOptions.inCloud)
        role = try Self.role(arguments)
        shelf = RunShelf(arguments.session.host)
        resumes = arguments.has(EachOptions.resume)
    }

    /// Throws for options that Step Functions has nothing for.
    private static func refuse(_ arguments: CommandArguments) throws(Stop) {
        let settings = try InvokeCommand.settings(arguments)
        let reason: (option: String, hint: String)? =
            if settings.type != .requestResponse {
                ("type", "rows in the cloud are always invoked with `--type request`")
            } else if settings.wantsLog {
                ("log", "`logs FN` shows the log")
            } else if arguments.has(EachOptions.rate) {
                ("rate", "Step Functions can only limit the concurrency: use `--concurrency`")
            } else if arguments.has(EachOptions.skipUncertain) {
                ("skip-uncertain", "rows of earlier runs in the cloud already have the outcome `uncertain`")
            } else if arguments.has(InvokeCommand.stream) {
                ("stream", "fetch the results when the run is done")
            } else if arguments.has(InvokeCommand.tenantId) {
                ("tenant-id", "Step Functions can't pass it on; leave out `--in-cloud`")
            } else {
                nil
            }
        guard let reason else { return }
        throw .failed(.usage, "`--\(reason.option)` can't be used with `--in-cloud`", hint: reason.hint)
    }

    private static func role(_ arguments: CommandArguments) throws(Stop) -> String {
        guard let role = try arguments.text(CloudOptions.role) else {
            throw .failed(
                .usage, "`--in-cloud` needs `--role`: the role that Step Functions invokes the function with",
                hint: "create one with `batches setup --bucket BUCKET`")
        }
        guard role.hasPrefix("arn:"), role.contains(":role/") else {
            throw .failed(
                .usage, "`\(role)` isn't the ARN of a role",
                hint: "for example arn:aws:iam::123456789012:role/lamsh-batches"
            )
        }
        return role
    }

    // MARK: The run

    func run() async throws(Stop) -> CommandResult {
        let rows = try RowEvaluator(arguments, settings: try InvokeCommand.settings(arguments))
        let source = try await each.source()
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        try CloudOptions.refuseLocal(connection)
        try await arguments.confirm(
            "invoke \(try arguments.functionInQuestion) in the cloud for \(source.rowsInQuestion)", on: connection)
        var output = CloudOutput(arguments, path: each.resultsPath)
        let finished = try await output.open(resumes: resumes)
        let feed = CloudRowFeed(
            EachFeed(
                source: source, evaluator: rows, finished: finished, resultsPath: each.resultsPath ?? "",
                skipsUncertain: false, console: arguments.console),
            objectSize: CloudOptions.objectSize(arguments.session.host))
        let start = ContinuousClock.now
        let service = connection.service
        let follower = CloudFollower(arguments, service)
        guard let record = try await record(feed, connection) else {
            // There's nothing to run.
            for outcome in feed.refused { try await output.take(outcome) }
            return try each.conclude(.complete, try await output.summary(elapsed: ContinuousClock.now - start))
        }
        try await ask(record)
        let follows = !arguments.has(CloudOptions.detach)
        guard let status = try await follower.start(record, follows: follows).status else {
            arguments.console.notice(
                "run \(record.id) started: `batches \(record.id) --wait` follows it, and `--results FILE` fetches results"
            )
            return .value(["id": .string(record.id.text), "rows": .number(JSONNumber(record.rows))])
        }
        let ending = try await follower.collect(record, status, into: &output)
        let summary = try await output.summary(elapsed: ContinuousClock.now - start)
        if case .stopped = ending, summary.tally.failed == 0 {
            throw .failed(
                .batch, "run \(record.id) ended before all rows were done: \(summary.tally.done) of \(record.rows)",
                hint: "continue it with `batches \(record.id) --resume`")
        }
        return try each.conclude(ending, summary)
    }

    /// The run that was interrupted, or a new one, with all its rows uploaded; nil if there are no rows.
    private func record(_ feed: CloudRowFeed, _ connection: Connection) async throws(Stop) -> RunRecord? {
        let work = try CloudWork.hash(arguments, region: connection.opened.region)
        let interrupted = resumes ? try interruptedRun(of: work) : nil
        if let interrupted, interrupted.attempt.reference != nil { return interrupted }
        let first: InvocationRequest?
        do { first = try await feed.firstRequest() } catch { throw Stop(cloudRows: error, "can't read the rows") }
        guard let first else { return nil }
        let plan = try await CloudPlan(arguments).plan(for: first, connection.service)
        var record: RunRecord
        if let interrupted, interrupted.plan.hasSameRows(as: plan) {
            record = interrupted
            record.plan = plan
            if record.isUploaded {
                shelf.save(record)
                return record
            }
        } else {
            var random = SystemRandomNumberGenerator()
            let id = RunID(random: &random)
            record = RunRecord(
                id: id, plan: plan, place: RunPlace(bucket: prefix.bucket, prefix: prefix.key, id: id), role: role,
                created: arguments.session.host.now(), work: work)
        }
        try await CloudUpload(arguments, shelf, S3Objects(connection.service)).run(feed, &record)
        return record
    }

    /// The run of the same work whose results weren't fetched yet; nil if a new one has to run the rows that have no line
    /// in the results file.
    private func interruptedRun(of work: String) throws(Stop) -> RunRecord? {
        let unfinished = shelf.all.filter { !$0.isCollected }
        let runs = unfinished.filter { $0.work == work }
        if runs.count == 1 { return runs[0] }
        if runs.isEmpty, each.resultsPath != nil { return nil }
        var failure: Failure
        if runs.isEmpty {
            failure = Failure(
                .usage, "there's no interrupted run of this statement to resume",
                hint: unfinished.isEmpty
                    ? "leave out `--resume` to start a new run"
                    : "use the arguments of one of these runs, or leave out `--resume` to start a new one")
        } else {
            failure = Failure(
                .usage, "there are \(runs.count) runs of this statement to resume",
                hint: "follow one of them with `batches ID --wait`, or delete those that you don't need with "
                    + "`batches ID --clean`")
        }
        let now = arguments.session.host.now()
        failure.details += (runs.isEmpty ? unfinished : runs).prefix(Self.mostShown).map {
            "\($0.id): \($0.summary(now: now))"
        }
        throw .failed(failure)
    }

    /// Enough to recognize a run.
    private static let mostShown = 10

    /// What `render invoke … --in-cloud …` shows: the state machine that the first row would lead to.
    func render() async throws(Stop) -> CommandResult {
        let rows = try RowEvaluator(arguments, settings: try InvokeCommand.settings(arguments))
        let feed = CloudRowFeed(
            EachFeed(
                source: try await each.source(), evaluator: rows, finished: FinishedRows(usesKeys: false),
                resultsPath: "", skipsUncertain: false, console: arguments.console),
            objectSize: CloudOptions.objectSize(arguments.session.host))
        let first: InvocationRequest?
        do { first = try await feed.firstRequest() } catch { throw Stop(cloudRows: error, "can't read the rows") }
        guard let first else { throw .failed(.usage, "there are no rows that can be sent") }
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        let plan = try await CloudPlan(arguments).plan(for: first, connection.service)
        let folder = prefix.key.isEmpty || prefix.key.hasSuffix("/") ? prefix.key : prefix.key + "/"
        let place = RunPlace(bucket: prefix.bucket, folder: "\(folder)\(RunID.prefix)ID")
        return .value(RunDefinition(plan, at: place).json)
    }

    // MARK: The price

    /// Asks whether to start a run that could cost more than `set batch.ask` says.
    private func ask(_ record: RunRecord) async throws(Stop) {
        let estimate = RunEstimate(record.plan, rows: record.rows)
        let limit = arguments.session.settings.batchAsk
        guard record.attempt.reference == nil, estimate.price.upperBound > limit, !arguments.has(CommonParameters.yes)
        else {
            return
        }
        var lines = ["\(record.rows) rows with `--mode \(record.plan.mode.rawValue)`: \(estimate.text)"]
        let other: RunMode = record.plan.mode == .once ? .cheap : .once
        do throws(PlanFault) {
            let plan = try record.plan.changed(to: other)
            lines.append("with `--mode \(other.rawValue)`: \(RunEstimate(plan, rows: record.rows).text)")
        } catch {
            lines.append(error.message)
        }
        lines.append("(prices of \(Prices.date), at 100 ms a call; Lambda and S3 cost extra)")
        for line in lines { arguments.console.notice(line) }
        let answer = await arguments.console.confirm("start the run?")
        if answer == .given(true) { return }
        if answer == .interrupted { throw .interrupted }
        if answer == .noOne {
            throw .failed(
                .usage,
                "the run could cost \(RunEstimate.dollars(estimate.price.upperBound)), and there's no terminal to ask",
                hint: "add `--resume --yes` to start it, or raise the limit with `set batch.ask`")
        }
        throw .failed(
            .usage, "cancelled: the run isn't started",
            hint: "its rows are uploaded: `batches \(record.id) --clean` deletes them")
    }
}

/// Finds out what a run needs to know about its function.
@SessionActor
struct CloudPlan {
    private let arguments: CommandArguments

    init(_ arguments: CommandArguments) { self.arguments = arguments }

    /// - Parameter request: of the first row.
    func plan(for request: InvocationRequest, _ service: any LambdaService) async throws(Stop) -> RunPlan {
        let configuration: JSONValue
        do throws(LambdaError) {
            configuration = try await service.call(
                OperationCall("GetFunctionConfiguration", ["FunctionName": .string(request.function)])
            ).value
        } catch {
            throw await arguments.stop(error, function: request.function, service)
        }
        guard let function = RunFunction(configuration: configuration) else {
            throw .failed(.service, "GetFunctionConfiguration returned no ARN for \(request.function)")
        }
        let mode: RunMode = try arguments.choice(CloudOptions.mode) ?? .once
        let concurrency = try arguments.integer(EachOptions.concurrency) ?? 64
        let retries = try arguments.integer(InvokeCommand.retry) ?? 0
        let stopAfter = try arguments.integer(EachOptions.stopAfter)
        let timeout = request.timeout.map { max(1, Int(($0 / .seconds(1)).rounded(.up))) }
        do throws(PlanFault) {
            return try RunPlan(
                function, mode: mode, concurrency: concurrency, retries: retries, stopAfter: stopAfter,
                timeout: timeout, hasQualifiers: arguments.has(InvokeCommand.qualifier),
                hasContexts: arguments.has(InvokeCommand.clientContext))
        } catch {
            throw Stop(error)
        }
    }
}

extension Stop {
    /// An error of the evaluation or the transfer of rows.
    ///
    /// - Parameter what: what couldn't be done.
    init(cloudRows error: any Error, _ what: String) {
        switch error {
        case let stop as Stop: self = stop
        case let fault as ObjectFault: self.init(fault, what)
        case is CancellationError: self = .interrupted
        default: self = .failed(.file, "\(what): \(error)")
        }
    }
}
