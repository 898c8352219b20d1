// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
package import JSON
import ShellLanguage

/// What a call gave.
package struct CommandResult: Sendable {
    /// nil for a command that gives none.
    package var value: Value?
    package var view = View.json
    /// Whether `_` becomes the value.
    package var isResult = false
    /// The command wrote it as it came.
    package var wasPrinted = false
    /// Printed inside a `def` and with `--output none` too: what `print` writes.
    package var isAlwaysPrinted = false
    /// From `--output`.
    package var form: OutputForm?
    /// From `--wide`.
    package var isWide = false
    /// From `--absolute`.
    package var hasAbsoluteTimes = false

    package static let nothing = CommandResult()

    package static func result(_ value: Value, view: View = .json) -> CommandResult {
        CommandResult(value: value, view: view, isResult: true)
    }

    package static func value(_ json: JSONValue, view: View = .json) -> CommandResult {
        CommandResult(value: Value(json), view: view)
    }

    /// Text for people, such as help.
    package static func text(_ text: String) -> CommandResult {
        CommandResult(value: Value(.string(text)), view: .text)
    }
}

/// Commands, `def`s, programs, and where their output goes.
extension Interpreter {
    func run(_ command: Command) async throws(Stop) {
        let streams = command.tail.isEmpty && scope.printsValues && !console.buffers
        let result: CommandResult
        do throws(Stop) {
            result = try await call(command.call, streams: streams)
        } catch {
            if case .failed(let failure) = error, let result = failure.result {
                try await emit(result, to: .none)
            }
            throw error
        }
        try await emit(result, to: command.tail)
    }

    func run(_ statement: ValueStatement) async throws(Stop) {
        let value = try value(of: statement.value)
        try await emit(CommandResult(value: value), to: statement.tail)
    }

    func run(_ line: ShellLine) async throws(Stop) {
        _ = try await shell(line, captures: false)
    }

    /// Runs a call and sets `_`.
    ///
    /// - Parameters:
    ///   - onRight: right of `=` or after `return`.
    ///   - streams: what it gives goes to standard output, so that a command may write it as it comes.
    func call(_ call: Call, onRight: Bool = false, streams: Bool = false) async throws(Stop) -> CommandResult {
        let result =
            switch try binding(of: call, onRight: onRight) {
            case .command(let bound): try await run(bound, call, streams: streams)
            case .definition(let bound): try await run(bound)
            case .unresolved: throw .failed(unbound(call, []))
            }
        if result.isResult { scope.result = result.value ?? .null }
        return result
    }

    /// What the call means now: a sourced file may have defined its name, or the prompt made the `def` anew.
    private func binding(of call: Call, onRight: Bool) throws(Stop) -> Call.Binding {
        switch call.binding {
        case .command: return call.binding
        case .definition(let bound) where session.definitions[bound.name]?.signature == bound.signature:
            return call.binding
        case .definition, .unresolved:
            let (binding, diagnostics) = Binder.bind(call, vocabulary: session.vocabulary, onRight: onRight)
            guard let binding else { throw .failed(unbound(call, diagnostics)) }
            return binding
        }
    }

    private func run(_ bound: BoundCommand, _ call: Call, streams: Bool) async throws(Stop) -> CommandResult {
        // The parser refuses these in the body itself; a `def` may bring them there.
        if isInParallel, bound.command != "unset", Resolver.sessionCommands.contains(bound.command) {
            throw .failed(
                placed(
                    Failure(
                        .usage, "`\(bound.command)` cannot run in the body of a parallel loop",
                        hint: "the bodies run side by side; do it before or after the loop"),
                    at: call.name.range))
        }
        guard let command = session.commands[bound.command] else {
            throw .failed(.usage, "there is no command `\(bound.command)`")
        }
        if bound.asksForHelp { return .text(HelpText.page(for: bound, command.signature)) }
        let arguments = CommandArguments(
            interpreter: self, bound: bound, signature: command.signature, callRange: call.range, streams: streams)
        let query = try arguments.text("query")
        let form = try arguments.choice("output").flatMap(OutputForm.init(rawValue:))
        func shaped(_ result: CommandResult) throws(Stop) -> CommandResult {
            var result = result
            if let query, let value = result.value {
                result.value = Value(try search(query, value), isSecret: value.isSecret)
                result.view = result.view.ofPart
            }
            result.form = form
            result.isWide = arguments.flag("wide")
            result.hasAbsoluteTimes = arguments.flag("absolute")
            return result
        }
        do throws(Stop) {
            return try shaped(try await command.run(arguments))
        } catch {
            guard case .failed(var failure) = error, let result = failure.result else { throw error }
            failure.result = try? shaped(result)
            throw .failed(failure)
        }
    }

    private func search(_ query: String, _ value: Value) throws(Stop) -> JSONValue {
        do {
            return try Expression(query, functions: session.functions).search(value.json)
        } catch {
            throw .failed(.expression, "`--query`: \(error.message)", type: error.kind.rawValue, hint: error.hint)
        }
    }

    private func unbound(_ call: Call, _ diagnostics: [Diagnostic]) -> Failure {
        guard let error = diagnostics.first(where: { $0.severity == .error }) else {
            return placed(Failure(.usage, "there is no command or def `\(call.name.text)`"), at: call.name.range)
        }
        return placed(Failure(.usage, error.message, hint: error.hint), at: error.range)
    }

    // MARK: Definitions

    private func run(_ bound: BoundDefinition) async throws(Stop) -> CommandResult {
        guard let definition = session.definitions[bound.name] else {
            throw .failed(.usage, "there is no def `\(bound.name)`")
        }
        guard depth < Self.deepestCall else {
            throw .failed(
                .usage, "calls are nested more than \(Self.deepestCall) deep", hint: "does `\(bound.name)` end?")
        }
        let inner = Scope(inside: session.scope, locals: definition.locals, printsValues: false)
        let interpreter = Interpreter(
            session: session, scope: inner, source: definition.source, depth: depth + 1, consent: consent,
            console: console)
        for parameter in definition.parameters {
            if let argument = bound[parameter.name.text] {
                inner[parameter.name.text] = try value(of: argument)
            } else if let value = parameter.defaultValue {
                inner[parameter.name.text] = try interpreter.value(of: value)
            }
        }
        guard case .return(let value?) = try await interpreter.run(definition.body.statements) else {
            return CommandResult(value: nil)
        }
        return .result(value)
    }

    // MARK: Output

    /// Prints a result, or feeds it to programs and files.
    func emit(_ result: CommandResult, to tail: Tail) async throws(Stop) {
        if result.wasPrinted { return }
        guard let value = result.value?.shown else {
            if !tail.isEmpty { try await send([], to: tail) }
            return
        }
        let form = result.isAlwaysPrinted && result.form == nil ? nil : result.form ?? session.settings.output
        if tail.isEmpty {
            guard scope.printsValues || result.isAlwaysPrinted else { return }
            await console.show(value, as: result.view, form: form, look: look(of: result))
        } else {
            try await send(console.text(of: value, as: result.view, form: form), to: tail)
        }
    }

    private func look(of result: CommandResult) -> Look {
        var look = session.settings.look
        if result.isWide { look.isWide = true }
        if result.hasAbsoluteTimes { look.hasAbsoluteTimes = true }
        return look
    }

    private func send(_ bytes: [UInt8], to tail: Tail) async throws(Stop) {
        var bytes = bytes
        let file = try tail.redirect.map { redirect throws(Stop) in try text(of: redirect.file) }
        if !tail.programs.isEmpty {
            bytes = try await run(tail.programs, input: bytes, captures: file != nil)
        }
        guard let redirect = tail.redirect, let file else { return }
        do {
            try await session.files.write(bytes, to: file, appending: redirect.appends)
        } catch {
            throw placed(error, at: redirect.range)
        }
    }

    /// Runs programs joined by pipes; no secret may be among their arguments.
    func run(_ programs: [Program], input: [UInt8], captures: Bool) async throws(Stop) -> [UInt8] {
        var pipeline: [[String]] = []
        for program in programs {
            var words: [String] = []
            for word in program.words {
                if let secret = word.interpolations.first(where: readsSecret) {
                    throw .failed(
                        placed(
                            Failure(
                                .usage, "a secret may not be an argument of a program", hint: "feed it through the pipe"
                            ),
                            at: secret.range))
                }
                words.append(try text(of: word))
            }
            pipeline.append(words)
        }
        return try await start(pipeline, input: input, captures: captures)
    }

    func shell(_ line: ShellLine, captures: Bool) async throws(Stop) -> [UInt8] {
        try await start([["/bin/sh", "-c", line.command]], input: nil, captures: captures)
    }

    private func start(_ pipeline: [[String]], input: [UInt8]?, captures: Bool) async throws(Stop) -> [UInt8] {
        guard !captures, console.buffers else {
            return try await session.host.programs.run(pipeline, input: input, captures: captures)
        }
        console.write(try await session.host.programs.run(pipeline, input: input, captures: true))
        return []
    }
}
