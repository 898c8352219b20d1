// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import JMESPath
import JSON
import Lambda
import ObjectStorage
import ShellLanguage
import Waiting

/// `invoke FN --each …`: evaluates the arguments, runs the batch, and summarises the outcome.
@SessionActor
struct EachRun {
    private let arguments: CommandArguments
    /// The argument of `--each`.
    private let rows: Argument
    let resultsPath: String?
    private let resumes: Bool

    init(_ arguments: CommandArguments, rows: Argument) throws(Stop) {
        self.arguments = arguments
        self.rows = rows
        resultsPath = try arguments.text(EachOptions.results)
        resumes = arguments.has(EachOptions.resume)
    }

    func run() async throws(Stop) -> CommandResult {
        try CloudOptions.refuseWithoutCloud(arguments)
        if resumes, resultsPath == nil {
            throw .failed(.usage, "`--resume` needs `--results`", hint: "name the results file of the run to resume")
        }
        if arguments.has(EachOptions.skipUncertain), !resumes {
            throw .failed(.usage, "`--skip-uncertain` needs `--resume`")
        }
        let limits = try limits()
        let rows = try RowEvaluator(arguments, settings: try InvokeCommand.settings(arguments))
        let source = try await source()
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        try await arguments.confirm(
            "invoke \(try arguments.functionInQuestion) for \(source.rowsInQuestion)", on: connection)
        var earlier = EarlierRows(usesKeys: arguments.has(EachOptions.key))
        let object = try await resultsObject()
        let results = try await openResults(object?.file ?? resultsPath, &earlier)
        let feed = EachFeed(
            source: source, evaluator: rows, finished: earlier.finished, resultsPath: resultsPath ?? "",
            skipsUncertain: arguments.has(EachOptions.skipUncertain), console: arguments.console)
        let collected = CollectedOutcomes()
        let run = BatchRun(
            feed: feed, service: connection.service, limits: limits, results: results, earlier: earlier,
            onOutcome: resultsPath == nil ? { collected.add($0) } : nil)
        let start = ContinuousClock.now
        let ending = await perform(run)
        try await object?.finish()
        let summary = BatchSummary(
            tally: run.tally, elapsed: ContinuousClock.now - start, results: resultsPath == nil ? collected.json : nil)
        return try conclude(try ending.get(), summary, feed.firstFailure)
    }

    private func limits() throws(Stop) -> BatchLimits {
        var limits = BatchLimits()
        limits.concurrency = try arguments.integer(EachOptions.concurrency) ?? 64
        limits.retries = try arguments.integer(InvokeCommand.retry) ?? 0
        limits.stopAfter = try arguments.integer(EachOptions.stopAfter)
        limits.pace = try arguments.rate(EachOptions.rate).map { Pace($0, start: .now) }
        return limits
    }

    // MARK: Rows and results

    func source() async throws(Stop) -> EachFeed.Source {
        let format: RowFormat? = try arguments.choice(EachOptions.format)
        let delimiter = try DelimiterOption.value(arguments)
        func stream(path: String?) throws(Stop) -> RowStream {
            let format = try DelimiterOption.rowFormat(format, path: path, delimiter: delimiter)
            return RowStream(format: format, delimiter: delimiter)
        }
        do throws(Stop) {
            switch rows.kind {
            case .standardInput:
                let pieces = try await arguments.session.host.standardInput.pieces()
                return .stream(try stream(path: nil), pieces, name: "standard input", size: nil)
            case .file(let word):
                let path = try arguments.interpreter.text(of: word)
                let rows = try stream(path: path)
                let file = try await arguments.files.open(path)
                return .stream(rows, file.bytes, name: path, size: file.size)
            case .value, .text, .flag:
                let value = try arguments.value(of: rows)
                guard case .array(let elements) = value.json else {
                    throw .failed(
                        .value, "`--each` needs an array of rows, but this is \(value.json.kindWithArticle)",
                        hint: "to read rows from a file, write `@rows.jsonl`")
                }
                return .values(elements, isSecret: value.isSecret)
            }
        } catch {
            throw arguments.interpreter.placed(error, at: rows.range)
        }
    }

    /// nil if the results aren't written to S3.
    private func resultsObject() async throws(Stop) -> ResultsObject? {
        guard let resultsPath, ObjectAddress.isMeant(by: resultsPath) else { return nil }
        let object = try await ResultsObject(resultsPath, arguments)
        try await object.prepare(resumes: resumes)
        return object
    }

    private func openResults(_ path: String?, _ earlier: inout EarlierRows) async throws(Stop) -> ResultsFile? {
        guard let path else { return nil }
        let console = arguments.console
        do throws(ResultsFault) {
            return try await ResultsFile.open(
                path: arguments.session.files.expand(path), resumes: resumes, earlier: &earlier,
                redact: { console.redact($0) })
        } catch {
            throw Stop(error)
        }
    }

    // MARK: Running

    /// The first Ctrl-C stops taking rows, the second abandons those in flight.
    private func perform(_ run: BatchRun) async -> Result<BatchEnding, Stop> {
        let status = run.status
        let progress = Progress(audience: .everywhere) { status.text() }
        do throws(Stop) {
            return try await arguments.withProgress(progress) { _ throws(Stop) in
                let result = await arguments.session.runStoppably(run.stop) { await run.run() }
                if case .failure = result, let resumeCommand {
                    arguments.console.notice("resume with: \(resumeCommand)")
                }
                return result.mapError(stop)
            }
        } catch {
            return .failure(error)
        }
    }

    private func stop(_ fault: BatchFault) -> Stop {
        switch fault {
        case .rows(let stop as Stop): stop
        case .input(let fault as ObjectFault): Stop(fault, "can't read the rows")
        case .rows(let error), .input(let error): .failed(.file, "can't read the rows: \(error)")
        case .results(let fault): Stop(fault)
        case .service(let error): Stop(error)
        }
    }

    // MARK: The end

    /// - Parameter first: the failure of the first row that couldn't be evaluated.
    func conclude(
        _ ending: BatchEnding, _ summary: BatchSummary, _ first: Failure? = nil
    ) throws(Stop) -> CommandResult {
        let value = summary.json
        var last = LastResponse(status: 200)
        last.payload = Value(value)
        arguments.interpreter.scope.last = last
        let result = CommandResult(value: Value(value), view: .report(summary.text), isResult: true)
        switch ending {
        case .complete:
            guard summary.tally.failed > 0 else { return result }
            var failure = failure(summary.failedRows, result, hint: resultsPath.map { "see their lines in \($0)" })
            // All rows have the same mistake, so it's shown where it is.
            if let first, summary.tally.commonFailure?.message == first.message {
                failure.place = first.place
                failure.details = first.details
                failure.hint = first.hint
            }
            throw .failed(failure)
        case .stopped:
            let hint = resumeCommand.map { "resume with: \($0)" }
            throw .failed(failure("stopped: \(summary.failedRows)", result, hint: hint))
        case .interrupted(let leavesRows):
            let left = leavesRows ? "; calls in flight were abandoned" : ""
            arguments.console.notice("stopped: \(summary.tally.done) rows done, \(summary.tally.failed) failed\(left)")
            if let resumeCommand { arguments.console.notice("resume with: \(resumeCommand)") }
            throw .interrupted
        }
    }

    private func failure(_ message: String, _ result: CommandResult, hint: String?) -> Failure {
        var failure = Failure(.batch, message, hint: hint)
        failure.payload = result.value?.json
        failure.result = result
        return failure
    }

    /// The statement that resumes this run; nil without a results file.
    private var resumeCommand: String? {
        guard resultsPath != nil else { return nil }
        let text = String(arguments.interpreter.source.text(in: arguments.callRange))
        return resumes ? text : "\(text) --resume"
    }
}

/// The outcomes of a run without a results file.
@SessionActor
final class CollectedOutcomes {
    private var outcomes: [JSONValue] = []

    func add(_ outcome: RowOutcome) { outcomes.append(outcome.json) }

    /// In the order of the rows.
    var json: [JSONValue] { outcomes.sorted { $0["index"]?.int ?? 0 < $1["index"]?.int ?? 0 } }
}
