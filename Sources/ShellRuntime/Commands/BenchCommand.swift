// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import Isolation
import JSON
import Lambda
import ShellLanguage
import Waiting

/// `bench FN`
struct BenchCommand: BuiltinCommand {
    private static let body = Parameter("body", short: "b", .body, help: "payload of every invocation")
    private static let duration = Parameter(
        "duration", short: "d", .duration, default: "10s", help: "how long to keep starting invocations")
    private static let requests = Parameter(
        "requests", short: "n", .integer(1...1_000_000_000), help: "number of invocations, instead of --duration")
    private static let concurrency = Parameter(
        "concurrency", short: "c", .integer(1...10_000), default: "10", help: "maximum number of concurrent invocations"
    )
    private static let rate = Parameter(
        "rate", .text,
        help: "start invocations at this rate (200/s), and measure each from its scheduled start")
    private static let json = Parameter("json", .flag, help: "print the results as JSON, even at a terminal")
    private static let timeout = Parameter("timeout", .duration, help: "timeout of each invocation")

    let signature = CommandSignature(
        "bench", group: CommandGroup.functions, summary: "run a function many times and measure how long it takes",
        operands: [CommonParameters.function],
        options: [
            body, duration, requests, concurrency, rate, CommonParameters.qualifier, json, timeout,
            CommonParameters.yes, CommonParameters.on,
        ] + CommonParameters.result,
        givesValue: true,
        examples: [
            .init(
                "bench echo --body {\"n\": 1} --duration 30s --concurrency 20", "percentiles, histogram, cold starts"),
            .init("bench echo --requests 1000 --rate 50/s --json", "JSON for programs, free of coordinated omission"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let request = try await request(arguments)
        var limits = BatchLimits()
        limits.countsFromDue = true
        limits.concurrency = try arguments.integer(Self.concurrency) ?? 10
        let rate = try arguments.rate(Self.rate)
        let requests = try arguments.integer(Self.requests)
        let duration = try arguments.duration(Self.duration)
        if requests != nil, duration != nil {
            throw .failed(.usage, "`--requests` and `--duration` can't be combined")
        }
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        let amount = requests.map { $0 == 1 ? "once" : "\($0) times" } ?? "for \((duration ?? .seconds(10)).lamshText)"
        try await arguments.confirm("invoke \(request.function) \(amount)", on: connection)
        let start = ContinuousClock.now
        limits.pace = rate.map { Pace($0, start: start, burst: nil) }
        let feed = LoadFeed(
            request: request, requests: requests,
            end: requests == nil ? start + (duration ?? .seconds(10)) : nil, start: start)
        let run = BatchRun(feed: feed, service: connection.service, limits: limits)
        let status = run.status
        let progress = Progress(audience: .everywhere) { status.text() }
        let ending = try await arguments.withProgress(progress) { _ throws(Stop) in
            let result = await arguments.session.runStoppably(run.stop) { await run.run() }
            do throws(BatchFault) {
                return try result.get()
            } catch {
                guard case .service(let error) = error else { throw .failed(.file, "\(error)") }
                throw Stop(error)
            }
        }
        let report = LoadReport(
            function: request.function, concurrency: limits.concurrency, tally: run.tally,
            elapsed: ContinuousClock.now - start, isCorrected: rate != nil)
        if case .interrupted = ending {
            arguments.console.notice("stopped; the results only include the calls made so far")
        }
        let view: View = arguments.has(Self.json) ? .json : .report(report.text)
        return CommandResult(value: Value(report.json), view: view, isResult: true)
    }

    @SessionActor private func request(_ arguments: CommandArguments) async throws(Stop) -> InvocationRequest {
        var request = InvocationRequest(function: try arguments.text(required: CommonParameters.function))
        request.payload = try await arguments.body(Self.body)?.jsonBytes
        request.qualifier = try arguments.text(CommonParameters.qualifier)
        request.timeout = try arguments.duration(Self.timeout) ?? arguments.session.settings.timeout
        // Cold starts, restores and their times are only in the log's report.
        request.wantsLog = true
        request.maxAttempts = 1
        return request
    }
}

/// Repeats the same request, a number of times or until a deadline.
@SessionActor
private final class LoadFeed: RowFeed {
    let input: any ByteSource = NoBytes()
    private let request: InvocationRequest
    private let requests: Int?
    private let start: ContinuousClock.Instant
    private let end: ContinuousClock.Instant?
    private var index = 0

    init(
        request: InvocationRequest, requests: Int?, end: ContinuousClock.Instant?, start: ContinuousClock.Instant
    ) {
        self.request = request
        self.requests = requests
        self.end = end
        self.start = start
    }

    var fractionTaken: Double? {
        if let requests { return Double(index) / Double(requests) }
        return end.map { (ContinuousClock.now - start) / ($0 - start) }
    }

    func next() async throws -> NextRow {
        if let requests, index >= requests { return .end }
        if let end, ContinuousClock.now >= end { return .end }
        defer { index += 1 }
        return .row(Row(index: index, request: request))
    }

    func append(_ bytes: [UInt8]?) {}
}
