// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `logs FN [--tail]`
struct LogsCommand: BuiltinCommand {
    private static let tail = Parameter(
        "tail", short: "f", .flag, help: "keep showing new log lines, until Ctrl-C or --until", elsewhere: ["follow"])
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

    let signature = CommandSignature(
        "logs", group: CommandGroup.functions, summary: "show what a function logged, from CloudWatch Logs",
        operands: [CommonParameters.function],
        options: [tail, since, until, filter, request, CommonParameters.on] + CommonParameters.result,
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
        let request = try arguments.text(Self.request)
        let tails = arguments.has(Self.tail)
        try Self.check(query, tails: tails, now: now)
        let form: OutputForm? = try arguments.choice(CommonParameters.output)
        let service = try await session.connection(named: try arguments.text(CommonParameters.on)).service
        let selection = LogSelection(requestId: request)
        do {
            query.group = try await arguments.withProgress("looking for the logs of \(function)") { _ throws(Stop) in
                do throws(LambdaError) {
                    return try await service.logGroup(of: function)
                } catch {
                    throw await arguments.stop(error, function: function, service)
                }
            }
            guard tails else {
                let query = query
                return try await arguments.withProgress("reading the logs of \(function)") { _ throws(Stop) in
                    var reader = LogReader(service: service, query: query, selection: selection)
                    do throws(LambdaError) {
                        return .result(Value(.array(try await reader.read().map(\.json))), view: .log(started: now))
                    } catch {
                        throw Stop(error.about(group: query.group))
                    }
                }
            }
            try await tail(LogReader(service: service, query: query, selection: selection), arguments, form: form)
            return .nothing
        } catch let error as LambdaError {
            throw Stop(error.about(group: query.group))
        } catch let stop as Stop {
            throw stop
        } catch {
            throw .interrupted
        }
    }

    /// Shows existing events and then new ones, until the end of the query or Ctrl-C.
    @SessionActor private func tail(
        _ reader: LogReader, _ arguments: CommandArguments, form: OutputForm?
    ) async throws {
        var reader = reader
        let session = arguments.session
        let start = session.host.now()
        var isWaiting = false
        while true {
            do throws(LambdaError) {
                let events = try await reader.read()
                for event in events {
                    await arguments.console.show(
                        Value(event.json), as: .log(started: start), form: form ?? session.settings.output,
                        look: session.settings.look)
                }
                isWaiting = false
            } catch {
                // The group is created with the first line, and throttling is temporary.
                guard error.code == "ResourceNotFoundException" || error.code.hasPrefix("Throttl") else { throw error }
                if !isWaiting { arguments.console.notice("waiting: \(error.message)") }
                isWaiting = true
            }
            if let end = reader.query.end, session.host.now() > end { return }
            try await session.host.sleep(LogReader.interval)
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
        return moment.milliseconds
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

extension LambdaService {
    /// The log group of a function: the one in its configuration, or Lambda's default.
    func logGroup(of function: String) async throws(LambdaError) -> String {
        let call = OperationCall("GetFunctionConfiguration", ["FunctionName": .string(function)])
        let configuration = try await self.call(call).value
        if let group = configuration["LoggingConfig"]?["LogGroup"]?.string, !group.isEmpty { return group }
        return "/aws/lambda/\(configuration["FunctionName"]?.string ?? function)"
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
