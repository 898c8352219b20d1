// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import JMESPath
import JSON
import Lambda
import ShellLanguage

/// Evaluates the arguments that depend on the row, in a scope with the row as a variable.
@SessionActor
struct RowEvaluator {
    private let arguments: CommandArguments
    private let scope: Scope
    private let name: String
    private let settings: InvocationRequest
    private let hasBody: Bool
    private let hasKey: Bool

    init(_ outer: CommandArguments, settings: InvocationRequest) throws(Stop) {
        name = try outer.text(EachOptions.rowName) ?? EachOptions.defaultRowName
        if ReadOnlyNames.contains(name) || name == "_" {
            throw .failed(.usage, "`--as` can't be `\(name)`: lamsh sets that variable")
        }
        if case .standardInput? = outer.bound[InvokeCommand.body]?.kind {
            throw .failed(
                .usage, "`--body @-` can't be combined with `--each`",
                hint: "`--each @-` reads rows from standard input")
        }
        let interpreter = outer.interpreter
        scope = Scope(inside: interpreter.scope, locals: [name], printsValues: false)
        scope.result = interpreter.scope.result
        scope.last = interpreter.scope.last
        let inner = Interpreter(
            session: interpreter.session, scope: scope, source: interpreter.source, depth: interpreter.depth,
            consent: interpreter.consent, console: interpreter.console)
        arguments = CommandArguments(
            interpreter: inner, bound: outer.bound, callRange: outer.callRange)
        self.settings = settings
        hasBody = outer.has(InvokeCommand.body)
        hasKey = outer.has(EachOptions.key)
        try checkBeforeRows()
    }

    /// Finds mistakes that every row would fail with: names that don't exist, and errors in what's the same in every row.
    private func checkBeforeRows() throws(Stop) {
        let interpreter = arguments.interpreter
        take(Value(.null))
        defer { scope[name] = nil }
        for argument in arguments.bound.operands + arguments.bound.options where !argument.isOf(EachOptions.each) {
            for interpolation in argument.interpolations {
                try interpreter.checkNames(of: interpolation)
                let uses = interpolation.expression.rootNames.map(\.name)
                guard !uses.contains(name), try interpreter.value(of: interpolation).json.isNull,
                    interpreter.isMissing(interpolation)
                else { continue }
                let source = interpolation.expression.source
                let meant =
                    uses.first.map { source.hasPrefix($0) ? name + source.dropFirst($0.utf8.count) : name } ?? name
                arguments.console.notice(
                    "`\(source)` is null in every row; if you mean the row, write `<<\(meant)>>`")
            }
        }
    }

    /// The templates to evaluate rows with away from the session, and the request without its body; nil if an argument
    /// depends on something else than the row.
    func templates() throws(Stop) -> (RowTemplates, InvocationRequest)? {
        guard let templates = try RowTemplates(arguments, variable: name),
            var request = try InvokeCommand.requestWithoutBody(settings, arguments)
        else { return nil }
        request.maxAttempts = 1
        return (templates, request)
    }

    /// Sets the row for the next evaluations.
    func take(_ row: Value) { scope[name] = row }

    func key() throws(Stop) -> RowKey? {
        guard hasKey else { return nil }
        return try arguments.value(EachOptions.key).map { value throws(Stop) in
            // The results file hides secrets, so on resume the key wouldn't match.
            let text = value.json.serialized()
            guard !value.isSecret, arguments.console.redact(text) == text else {
                throw .failed(
                    .usage, "`--key` contains a secret; the results file hides secrets, so it can't identify the row")
            }
            return RowKey(value.json)
        } ?? nil
    }

    /// Without `--body`, the row is the body.
    func request(row: Value) async throws(Stop) -> InvocationRequest {
        var request = settings
        try await InvokeCommand.fill(&request, arguments)
        if !hasBody { request.payload = row.jsonBytes }
        // The batch itself retries throttled calls, since it has to slow down.
        request.maxAttempts = 1
        return request
    }
}
