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
        prefix = try CloudOptions.place(arguments)
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
        guard let (record, lock) = try await record(feed, connection) else {
            // There's nothing to run.
            for outcome in feed.refused { try await output.take(outcome) }
            return try each.conclude(.complete, try await output.summary(elapsed: ContinuousClock.now - start))
        }
        let follows = !arguments.has(CloudOptions.detach)
        guard let status = try await follower.start(record, lock, follows: follows).status else {
            arguments.console.notice(
                "run \(record.id) started: `batches \(record.id) --wait` follows it, and `--results FILE` fetches results"
            )
            return .value(["id": .string(record.id.text), "rows": .number(JSONNumber(record.rows))])
        }
        let ending: BatchEnding
        do throws(Stop) {
            ending = try await follower.collect(record, status, into: &output)
        } catch {
            guard status.state == .succeeded else { throw error }
            arguments.console.notice(
                "the results of run \(record.id) are in S3: `batches \(record.id) --results FILE` fetches them")
            throw error
        }
        let summary = try await output.summary(elapsed: ContinuousClock.now - start)
        if case .stopped = ending, summary.tally.failed == 0 {
            throw .failed(
                .batch, "run \(record.id) ended before all rows were done: \(summary.tally.done) of \(record.rows)",
                hint: "continue it with `batches \(record.id) --resume`")
        }
        return try each.conclude(ending, summary)
    }

    /// The interrupted run or a new one, with all rows uploaded, and its lock; nil if there are no rows.
    private func record(
        _ feed: CloudRowFeed, _ connection: Connection
    ) async throws(Stop) -> (record: RunRecord, lock: RunLock?)? {
        let work = try CloudWork.hash(arguments, region: connection.opened.region)
        var interrupted = resumes ? try interruptedRun(of: work) : nil
        var lock: RunLock?
        if let id = interrupted?.id {
            lock = try shelf.lock(id)
            interrupted = try await CloudRunList(arguments, connection).record(id)
        }
        if let interrupted, interrupted.attempt.reference != nil || interrupted.attempt.isBeingMade {
            try noticeKeptOptions(of: interrupted)
            return (interrupted, lock)
        }
        let first: InvocationRequest?
        do { first = try await feed.firstRequest() } catch { throw Stop(cloudRows: error, "can't read the rows") }
        guard let first else { return nil }
        let plan = try await CloudPlan(arguments).plan(for: first, connection.service)
        var record: RunRecord
        if let interrupted, interrupted.plan.hasSameRows(as: plan) {
            record = interrupted
            record.plan = plan
            if record.isUploaded { return (record, lock) }
        } else {
            var random = SystemRandomNumberGenerator()
            let id = RunID(random: &random)
            record = RunRecord(
                id: id, plan: plan, place: RunPlace(bucket: prefix.bucket, prefix: prefix.key, id: id), role: role,
                created: arguments.session.host.now(), work: work)
            lock = try shelf.lock(id)
        }
        try await CloudUpload(arguments, shelf, S3Objects(connection.service)).run(feed, &record)
        return (record, lock)
    }

    /// A state machine that was made keeps its definition.
    private func noticeKeptOptions(of record: RunRecord) throws(Stop) {
        let (options, plan) = (try CloudPlan.Options(arguments), record.plan)
        guard options != CloudPlan.Options(plan) else { return }
        arguments.console.notice(
            "run \(record.id) keeps the options of its first start: `--concurrency \(plan.concurrency)`, `--retry "
                + "\(plan.retries)`, \(plan.stopAfter.map { "`--stop-after \($0)`" } ?? "no `--stop-after`"); "
                + "`batches \(record.id) --concurrency N` changes the first one while it runs")
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
}

/// Finds out what a run needs to know about its function.
@SessionActor
struct CloudPlan {
    /// How rows are run.
    struct Options: Equatable {
        let concurrency: Int
        let retries: Int
        let stopAfter: Int?

        @SessionActor init(_ arguments: CommandArguments) throws(Stop) {
            concurrency = try arguments.integer(EachOptions.concurrency) ?? 64
            retries = try arguments.integer(InvokeCommand.retry) ?? 0
            stopAfter = try arguments.integer(EachOptions.stopAfter)
        }

        init(_ plan: RunPlan) { (concurrency, retries, stopAfter) = (plan.concurrency, plan.retries, plan.stopAfter) }
    }

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
        let options = try Options(arguments)
        let timeout = request.timeout.map { max(1, Int(($0 / .seconds(1)).rounded(.up))) }
        do throws(PlanFault) {
            return try RunPlan(
                function, mode: mode, concurrency: options.concurrency, retries: options.retries,
                stopAfter: options.stopAfter, timeout: timeout, hasQualifiers: arguments.has(InvokeCommand.qualifier),
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
