// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `invoke FN`
struct InvokeCommand: BuiltinCommand {
    let signature = CommandSignature(
        "invoke", group: CommandGroup.functions, summary: "run a function",
        operands: [Parameter("FN", .functionName, .required, help: "name or ARN of the function")],
        options: [
            Parameter(
                "type", short: "t",
                .choice([
                    .init("request", "RequestResponse"), .init("event", "Event"), .init("dry-run", "DryRun"),
                ]), default: "request",
                help: "request waits for the result, event only hands it over, dry-run checks the permission"),
            Parameter("body", short: "b", .body, help: "what is sent: a VALUE, @file or @- (standard input)"),
            Parameter("qualifier", short: "q", .qualifier, help: "version or alias"),
            Parameter("log", short: "l", .flag, help: "show the last 4 KB of the log, and keep it in last.log"),
            Parameter("client-context", .body, help: "JSON for the client context"),
            Parameter("tenant-id", .text, help: "tenant of a function with tenant isolation"),
            Parameter(
                "timeout", .duration, help: "give up after this long; default: as long as a function may run"),
            CommonOptions.yes, CommonOptions.on,
        ] + EachOptions.all + CommonOptions.result,
        givesValue: true,
        examples: [
            .init("order = invoke create-order --body {\"sku\": \"A-1\", \"qty\": 2}", "the result, in a variable"),
            .init("invoke ship-order --type event --body {\"orderId\": <<order.id>>}", "a part of it, handed on"),
            .init(
                "invoke import-user --each @users.csv --body {\"mail\": <<row.mail>>} --results out.jsonl",
                "once for each row of a file, 64 at a time; --resume goes on after anything"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        if arguments.has("each") { return try await EachRun(arguments).run() }
        try EachOptions.refuseWithoutEach(arguments)
        let session = arguments.session
        let request = try await Self.request(arguments)
        let connection = try await session.connection(named: try arguments.text("on"))
        if request.type != .dryRun { try await arguments.confirm("invoke \(request.function)", on: connection) }
        let service = connection.service
        let outcome = try await arguments.withProgress("waiting for \(request.function)") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await service.invoke(request)
            } catch {
                if let last = LastResponse(error) { arguments.interpreter.scope.last = last }
                throw Stop(error)
            }
        }
        let last = LastResponse(outcome)
        arguments.interpreter.scope.last = last
        if let log = outcome.log, request.wantsLog { arguments.console.notice(log.trimmingFinalNewline) }
        if let functionError = outcome.functionError {
            throw .failed(
                Failure(
                    functionError: functionError, function: request.function, payload: last.payload.json,
                    requestId: outcome.requestId))
        }
        guard request.type == .requestResponse else {
            // Nothing to print, and null to bind.
            return CommandResult(value: nil, isResult: true)
        }
        return .result(last.payload)
    }

    /// The request that the arguments describe; `render invoke …` shows it.
    @MainActor static func request(_ arguments: CommandArguments) async throws(Stop) -> InvocationRequest {
        var request = try settings(arguments)
        try await fill(&request, arguments)
        return request
    }

    /// The part of a request that is the same for all rows of a batch.
    @MainActor static func settings(_ arguments: CommandArguments) throws(Stop) -> InvocationRequest {
        var request = InvocationRequest(function: "")
        request.type =
            switch try arguments.choice("type") {
            case "event": .event
            case "dry-run": .dryRun
            default: .requestResponse
            }
        request.wantsLog = arguments.flag("log")
        request.timeout = try arguments.duration("timeout") ?? arguments.session.settings.timeout
        if request.wantsLog, request.type != .requestResponse {
            throw .failed(.usage, "--log needs --type request: the log of an event is in CloudWatch alone")
        }
        return request
    }

    /// The part that each row of a batch has of its own.
    @MainActor static func fill(_ request: inout InvocationRequest, _ arguments: CommandArguments) async throws(Stop) {
        request.function = try arguments.required("FN")
        request.payload = try await arguments.body("body")?.jsonBytes
        request.qualifier = try arguments.text("qualifier")
        request.clientContext = try await arguments.body("client-context")?.jsonBytes
        request.tenantId = try arguments.text("tenant-id")
    }
}

extension String {
    fileprivate var trimmingFinalNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
