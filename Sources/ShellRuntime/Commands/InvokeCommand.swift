// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JSON
import Lambda
import ShellLanguage
import Synchronization
import Terminal

/// `invoke FN`
struct InvokeCommand: BuiltinCommand {
    /// The values of `--type`.
    private enum Delivery: String, CaseIterable {
        case request
        case event
        case dryRun = "dry-run"

        var type: InvocationType {
            switch self {
            case .request: .requestResponse
            case .event: .event
            case .dryRun: .dryRun
            }
        }
    }

    private static let type = Parameter(
        "type", short: "t",
        .choice(Delivery.allCases.map { .init($0.rawValue, $0.type.rawValue) }),
        default: "request",
        help: "request waits for the result, event queues the invocation, dry-run checks permissions",
        elsewhere: ["invocation-type"])
    static let body = Parameter(
        "body", short: "b", .body, help: "payload: a VALUE, @file or @- (standard input)",
        elsewhere: ["payload", "data", "input", "event", "e", "d", "p"])
    private static let log = Parameter(
        "log", short: "l", .flag, help: "show the last 4 KB of the log, and keep it in last.log",
        elsewhere: [.init("log-type", value: "Tail"), "logs", "tail"])
    static let stream = Parameter(
        "stream", .flag, help: "show the response of a streaming function as it arrives")
    static let retry = Parameter(
        "retry", .integer(0...100), default: "0",
        help:
            "how many times to retry an invocation that may have run; with --each: how many times to retry a "
            + "failed row")
    static let clientContext = Parameter("client-context", .body, help: "client context, as JSON")
    static let tenantId = Parameter("tenant-id", .text, help: "tenant ID, for a function with tenant isolation")
    static let timeout = Parameter(
        "timeout", .duration, help: "timeout of the invocation; default: the longest that a function can run")

    private static let function = CommonParameters.function
    static let qualifier = CommonParameters.qualifier

    let signature = CommandSignature(
        "invoke", group: CommandGroup.functions, summary: "run a function", operands: [function],
        options: [
            type, body, qualifier, log, stream, retry, clientContext, tenantId, timeout, CommonParameters.yes,
            CommonParameters.on,
        ] + EachOptions.all + CommonParameters.result,
        givesValue: true,
        effect: .repeats(EachOptions.rows(evaluating: [function, body, qualifier, clientContext, tenantId])),
        examples: [
            .init("order = invoke create-order --body {\"sku\": \"A-1\", \"qty\": 2}", "the result, in a variable"),
            .init("invoke ship-order --type event --body {\"orderId\": <<order.id>>}", "pass on a part of it"),
            .init(
                "invoke import-user --each @users.csv --body {\"mail\": <<row.mail>>} --results out.jsonl",
                "once per row of a file, 64 at a time; --resume continues an interrupted run"),
        ],
        foreignOptions: CommonParameters.foreign + [
            ForeignOption("cli-binary-format", "leave it out: the body is sent as is, without Base64"),
            ForeignOption("async", takesValue: false, "write `--type event`"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        if let rows = arguments.bound[EachOptions.each] {
            let run = try EachRun(arguments, rows: rows)
            guard arguments.has(CloudOptions.inCloud) else { return try await run.run() }
            return try await CloudInvocation(arguments, run).run()
        }
        try EachOptions.refuseWithoutEach(arguments)
        let session = arguments.session
        let request = try await Self.request(arguments)
        let connection = try await session.connection(named: try arguments.text(CommonParameters.on))
        if request.type != .dryRun { try await arguments.confirm("invoke \(request.function)", on: connection) }
        let service = connection.service
        let writer = arguments.has(Self.stream) ? StreamWriter(arguments) : nil
        let outcome = try await arguments.withProgress("waiting for \(request.function)") { _ throws(Stop) in
            do throws(LambdaError) {
                guard arguments.has(Self.stream) else { return try await service.invoke(request) }
                return try await service.stream(request) { writer?.write($0) }
            } catch {
                writer?.finish()
                if let last = LastResponse(error) { arguments.interpreter.scope.last = last }
                throw await arguments.stop(error, function: request.function, service)
            }
        }
        var last = LastResponse(outcome)
        if let problem = last.payloadProblem {
            let place = "line \(problem.line), column \(problem.column)"
            arguments.console.notice(
                "the result of \(request.function) isn't valid JSON, so it's kept as text: \(problem.message) (\(place))"
            )
        }
        arguments.interpreter.scope.last = last
        writer?.finish()
        if !arguments.has(Self.log), let log = outcome.log {
            last.log = log
            arguments.interpreter.scope.last = last
        } else if request.wantsLog, let log = await Self.log(of: outcome, request, service, session) {
            last.log = log
            arguments.interpreter.scope.last = last
            arguments.console.log(log.trimmingFinalNewline)
        }
        let report = session.settings.log ? last.log.flatMap(InvocationReport.init(log:))?.text : nil
        if let functionError = outcome.functionError {
            report.map(arguments.console.notice)
            throw .failed(
                Failure(
                    functionError: functionError, function: request.function, payload: last.payload.json,
                    requestId: outcome.requestId))
        }
        guard request.type == .requestResponse else {
            // Prints nothing, and assigns null.
            if arguments.streams, session.isAtPrompt {
                arguments.console.notice(request.type == .event ? "accepted" : "would be allowed")
            }
            return CommandResult(value: nil, isResult: true)
        }
        var result = CommandResult.result(last.payload)
        result.wasPrinted = writer != nil
        result.note = report
        return result
    }

    /// The log tail that came with the response. If the service sends none, reads it from CloudWatch a little later.
    @SessionActor private static func log(
        of outcome: InvocationOutcome, _ request: InvocationRequest, _ service: any LambdaService, _ session: Session
    ) async -> String? {
        if let log = outcome.log { return log }
        guard let requestId = outcome.requestId, let group = try? await service.logGroup(of: request.function) else {
            return nil
        }
        let start = session.host.now() - Int(outcome.duration.milliseconds) - 10_000
        let query = LogQuery(group: group.name, start: start)
        var lines: [LogEvent] = []
        for _ in 0..<5 {
            guard let events = try? await service.everyLogEvent(of: query) else { break }
            var selection = LogSelection(requestId: requestId)
            lines = events.filter { selection.includes($0) }
            if lines.contains(where: { LogLine($0.message).kind == .report }) { break }
            guard (try? await session.host.sleep(LogTail.interval)) != nil else { break }
        }
        return lines.isEmpty ? nil : lines.map(\.message.trimmingFinalNewline).joined(separator: "\n")
    }

    /// The request that the arguments describe; `render invoke …` shows it.
    @SessionActor static func request(_ arguments: CommandArguments) async throws(Stop) -> InvocationRequest {
        var request = try settings(arguments)
        request.retries = try arguments.integer(Self.retry) ?? arguments.session.settings.retries
        if arguments.session.settings.log, request.type == .requestResponse { request.wantsLog = true }
        try await fill(&request, arguments)
        return request
    }

    /// The part of a request that is the same for all rows of a batch.
    @SessionActor static func settings(_ arguments: CommandArguments) throws(Stop) -> InvocationRequest {
        var request = InvocationRequest(function: "")
        let delivery: Delivery? = try arguments.choice(Self.type)
        request.type = delivery?.type ?? .requestResponse
        request.wantsLog = arguments.has(Self.log)
        request.timeout = try arguments.duration(Self.timeout) ?? arguments.session.settings.timeout
        if arguments.has(Self.stream), request.type != .requestResponse {
            throw .failed(.usage, "`--stream` needs `--type request`; other types don't return a response")
        }
        if request.wantsLog, request.type != .requestResponse {
            throw .failed(.usage, "`--log` needs `--type request`; events are only logged in CloudWatch")
        }
        return request
    }

    /// `settings` with everything but the body; nil if a part of it depends on the row of a batch.
    @SessionActor static func requestWithoutBody(
        _ settings: InvocationRequest, _ arguments: CommandArguments
    ) throws(Stop) -> InvocationRequest? {
        for parameter in [function, qualifier, clientContext, tenantId] {
            guard arguments.bound[parameter]?.isConstant ?? true else { return nil }
        }
        var request = settings
        request.function = try arguments.text(required: function)
        request.qualifier = try arguments.text(qualifier)
        request.clientContext = try arguments.value(clientContext)?.jsonBytes
        request.tenantId = try arguments.text(tenantId)
        return request
    }

    /// The part of a request that depends on the row of a batch.
    @SessionActor static func fill(_ request: inout InvocationRequest, _ arguments: CommandArguments) async throws(Stop)
    {
        request.function = try arguments.text(required: function)
        request.payload = try await arguments.body(body)?.jsonBytes
        request.qualifier = try arguments.text(qualifier)
        request.clientContext = try await arguments.body(clientContext)?.jsonBytes
        request.tenantId = try arguments.text(tenantId)
    }
}

extension InvocationReport {
    /// `1.2 ms, billed 2 ms, 21 of 128 MB, cold start 42 ms`; what isn't in the report is left out.
    fileprivate var text: String {
        func time(_ number: JSONNumber) -> String { Duration.clamped(milliseconds: number.double).readable }
        var parts: [String] = []
        if let duration { parts.append(time(duration)) }
        if let billedDuration { parts.append("billed \(time(billedDuration))") }
        if let maxMemoryUsed, let memorySize { parts.append("\(maxMemoryUsed.text) of \(memorySize.text) MB") }
        if let initDuration { parts.append("cold start \(time(initDuration))") }
        if let restoreDuration { parts.append("restored in \(time(restoreDuration))") }
        return parts.joined(separator: ", ")
    }
}

extension Argument {
    /// Whether it was written without an interpolation, and not as a file.
    fileprivate var isConstant: Bool {
        switch kind {
        case .text(let word): word.constant != nil
        case .value(let template): template.constant != nil
        case .file, .standardInput: false
        case .flag: true
        }
    }
}

extension String {
    fileprivate var trimmingFinalNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}

/// Writes a response to standard output as it arrives, with secrets hidden.
private final class StreamWriter: Sendable {
    private let console: any Console
    private let state: Mutex<State>

    private struct State: Sendable {
        var text: RedactedStream
        var last: UInt8?
    }

    /// nil if the response is needed as a value or in another format.
    @SessionActor init?(_ arguments: CommandArguments) {
        guard arguments.streams, !arguments.has(CommonParameters.query), !arguments.has(CommonParameters.output),
            arguments.session.settings.output == nil
        else { return nil }
        console = arguments.console
        state = Mutex(State(text: arguments.console.redactedStream()))
    }

    func write(_ chunk: [UInt8]) {
        let text = state.withLock { state in
            state.last = chunk.last ?? state.last
            return state.text.take(chunk)
        }
        if !text.isEmpty { console.write(text) }
    }

    /// Ends the last line with a newline.
    func finish() {
        let text = state.withLock { state in
            let newline: [UInt8] = [nil, UInt8(ascii: "\n")].contains(state.last) ? [] : [UInt8(ascii: "\n")]
            state.last = nil
            return state.text.finish() + newline
        }
        if !text.isEmpty { console.write(text) }
    }
}
