// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `logs FN [--tail]`
struct LogsCommand: BuiltinCommand {
    private static let tail = Parameter(
        "tail", short: "f", .flag,
        help: "keep showing new log lines, until Ctrl-C or --until; --query then applies to each event",
        elsewhere: ["follow"])
    private static let live = Parameter(
        "live", .flag, help: "with --tail: use Live Tail, and fail if it isn't available")
    private static let poll = Parameter(
        "poll", .flag, help: "with --tail: read the log every 2 s instead of using Live Tail")
    private static let since = Parameter(
        "since", .text, default: "10m", help: "where to start: \(Moment.syntax)")
    private static let until = Parameter(
        "until", .text, help: "where to stop, in the same forms; with --tail, it may be in the future")
    private static let filter = Parameter(
        "filter", .text,
        help: "only events that match this CloudWatch filter pattern, such as 'ERROR' or '{ $.level = \"error\" }'",
        elsewhere: ["filter-pattern"])
    private static let request = Parameter(
        "request", .text, help: "only the lines of the invocation with this request ID")
    private static let limit = Parameter(
        CommonParameters.limit.name, .integer(1...1_000_000), help: "only the last N events; not with --tail")
    private static let absolute = Parameter(
        CommonParameters.absolute.name, .flag, help: "times in full and in UTC, as in 2026-01-02T03:04:05.678Z")

    let signature = CommandSignature(
        "logs", group: CommandGroup.functions, summary: "show what a function logged, from CloudWatch Logs",
        operands: [CommonParameters.function],
        options: [
            tail, live, poll, since, until, filter, request, limit, CommonParameters.on, CommonParameters.output,
            CommonParameters.query, CommonParameters.columns, CommonParameters.wide, absolute,
        ],
        givesValue: true,
        examples: [
            .init("logs create-order --since 1h --filter ERROR", "the errors of the last hour"),
            .init("logs create-order --tail", "what it logs from now on"),
            .init("logs create-order --request <<last.requestId>>", "what the last invocation logged"),
        ],
        foreignOptions: CommonParameters.foreign)

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let function = try arguments.text(required: CommonParameters.function)
        let now = session.host.now()
        var query = LogQuery(group: "", start: try Self.moment(Self.since, arguments) ?? now - 600_000)
        query.end = try Self.moment(Self.until, arguments)
        query.pattern = try arguments.text(Self.filter)
        let selection = LogSelection(requestId: try arguments.text(Self.request))
        let source = try Self.source(arguments)
        if source != nil, arguments.has(Self.limit) {
            throw .failed(.usage, "`--limit` and `--tail` can't be combined")
        }
        try Self.check(query, tails: source != nil, now: now)
        let service = try await session.connection(named: try arguments.text(CommonParameters.on)).service
        let group = try await arguments.withProgress("looking for the logs of \(function)") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await service.logGroup(of: function)
            } catch {
                throw await arguments.stop(error, function: function, service)
            }
        }
        query.group = group.name
        guard let source else { return try await read(query, selection, service, arguments, now: now) }
        let console = arguments.console
        let tail = LogTail(source: try Self.source(source, group, console), start: query.start, end: query.end)
        var result = CommandResult(value: nil, view: .log(started: now))
        result.arriving = { [query] take throws(Stop) in
            let run = LogTailRun(
                tail, service: service, query: query,
                liveQuery: LiveTailQuery(group: group.arn ?? "", pattern: query.pattern), selection: selection,
                host: session.host, show: { try await take(Value($0.json)) }, notice: console.notice)
            do {
                try await run.run()
            } catch let error as LambdaError {
                throw Stop(error.about(group: group.name))
            } catch {
                throw error as? Stop ?? .interrupted
            }
        }
        return result
    }

    @SessionActor private func read(
        _ query: LogQuery, _ selection: LogSelection, _ service: any LambdaService, _ arguments: CommandArguments,
        now: Int
    ) async throws(Stop) -> CommandResult {
        let limit = try arguments.integer(Self.limit)
        return try await arguments.withProgress("reading the logs of \(query.group)") { _ throws(Stop) in
            do throws(LambdaError) {
                var selection = selection
                let events = try await service.everyLogEvent(of: query).filter { selection.includes($0) }
                    .suffix(limit ?? .max)
                return .result(Value(.array(events.map(\.json))), view: .log(started: now))
            } catch {
                throw Stop(error.about(group: query.group))
            }
        }
    }

    /// Where a tail's events come from, as the options say; nil without `--tail`.
    @SessionActor private static func source(_ arguments: CommandArguments) throws(Stop) -> LogTail.Source? {
        let forced = [live, poll].filter(arguments.has)
        if forced.count > 1 { throw .failed(.usage, "`--live` and `--poll` can't be combined") }
        guard arguments.has(tail) else {
            if let option = forced.first { throw .failed(.usage, "`--\(option.name)` needs `--tail`") }
            return nil
        }
        return arguments.has(live) ? .live : arguments.has(poll) ? .reads : .automatic
    }

    /// The same, without Live Tail if the group's ARN isn't known.
    @SessionActor private static func source(
        _ source: LogTail.Source, _ group: LogGroup, _ console: any Console
    ) throws(Stop) -> LogTail.Source {
        guard group.arn == nil else { return source }
        let reason = "the service didn't return the function's account"
        switch source {
        case .reads: return .reads
        case .live: throw .failed(.service, "Live Tail isn't available: \(reason)", hint: "use `--poll`")
        case .automatic:
            console.notice("Live Tail isn't available, so the log is read every 2 s: \(reason)")
            return .reads
        }
    }

    /// A point in time in milliseconds since 1970.
    @SessionActor private static func moment(_ parameter: Parameter, _ arguments: CommandArguments) throws(Stop) -> Int?
    {
        guard let text = try arguments.text(parameter) else { return nil }
        let host = arguments.session.host
        guard let moment = Moment(text, now: host.now(), zone: host.zone) else {
            throw .failed(
                .usage, "`\(text)` isn't a valid time for `--\(parameter.name)`", hint: "for example \(Moment.syntax)")
        }
        // The service refuses times before 1970.
        return max(0, moment.milliseconds)
    }

    /// Refuses a range that can't contain anything.
    @SessionActor private static func check(_ query: LogQuery, tails: Bool, now: Int) throws(Stop) {
        if query.start > now { throw .failed(.usage, "`--since` is in the future") }
        guard let end = query.end else { return }
        if end < query.start { throw .failed(.usage, "`--until` is before `--since`") }
        if end > now, !tails {
            throw .failed(
                .usage, "`--until` is in the future", hint: "add `--tail` to wait for what is logged until then")
        }
    }
}

extension LambdaError {
    /// The error, with an explanation if the log group doesn't exist.
    fileprivate func about(group: String) -> LambdaError {
        guard code == "ResourceNotFoundException" else { return self }
        var error = self
        error.hint = "nothing has been logged yet; the log group \(group) is created with the first line"
        return error
    }
}
