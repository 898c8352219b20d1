// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Isolation
import JMESPath
import JSON
package import ShellLanguage

/// Runs the statements of one source in one scope.
@SessionActor
package struct Interpreter {
    package let session: Session
    let scope: Scope
    let source: Source
    /// Nesting depth of `def` calls and sourced files.
    let depth: Int
    /// The answers to questions in the enclosing parallel loop; nil outside of one.
    let consent: Consent?
    let console: any Console
    let root: ScopeRoot
    let evaluator: Evaluator

    /// Whether other bodies run concurrently.
    var isInParallel: Bool { consent != nil }

    nonisolated static let deepestCall = 200
    /// How long programs may take to finish after Ctrl-C before that's mentioned.
    private nonisolated static let patience = Duration.milliseconds(500)

    package init(
        session: Session, scope: Scope, source: Source, depth: Int = 0, console: (any Console)? = nil
    ) {
        self.init(session: session, scope: scope, source: source, depth: depth, consent: nil, console: console)
    }

    init(
        session: Session, scope: Scope, source: Source, depth: Int, consent: Consent?, console: (any Console)?
    ) {
        self.session = session
        self.scope = scope
        self.source = source
        self.depth = depth
        self.consent = consent
        self.console = console ?? session.console
        root = ScopeRoot(scope: scope, session: session)
        evaluator = Evaluator(root: root)
    }

    /// What runs after a statement.
    enum Flow {
        case next
        case `break`
        case `continue`
        /// nil if nothing is returned.
        case `return`(Value?)
    }

    func run(_ statements: [Statement]) async throws(Stop) -> Flow {
        for statement in statements {
            let flow = try await run(statement)
            guard case .next = flow else { return flow }
        }
        return .next
    }

    func run(_ statement: Statement) async throws(Stop) -> Flow {
        if Task.isCancelled { throw .interrupted }
        if session.settings.trace { trace(statement.range) }
        do {
            return try await execute(statement)
        } catch {
            // A failure caused by Ctrl-C (an unanswered question, a killed program) is an interruption, not a failure.
            if Task.isCancelled, case .failed = error { throw .interrupted }
            throw placed(error, at: statement.range)
        }
    }

    private func execute(_ statement: Statement) async throws(Stop) -> Flow {
        switch statement.kind {
        case .assignment(let assignment): try await run(assignment)
        case .shell(let line): try await run(line)
        case .value(let value): try await run(value)
        case .command(let command): try await run(command)
        case .if(let condition): return try await run(condition)
        case .for(let loop): return try await run(loop)
        case .while(let loop): return try await run(loop)
        case .retry(let retry): return try await run(retry)
        case .watch(let watch): return try await run(watch)
        case .alias(let alias): try await run(alias)
        case .try(let attempt): return try await run(attempt)
        case .break: return .break
        case .continue: return .continue
        case .return(let value): return .return(try await value.mapAsync(rightSide))
        case .secret(let secret): try await run(secret)
        case .assert(let assertion): try run(assertion)
        }
        return .next
    }

    /// `failure` with `range` as its place, unless an inner statement has already set one.
    func placed(_ failure: Failure, at range: SourceRange) -> Failure {
        guard failure.place == nil else { return failure }
        var failure = failure
        failure.place = SourcePlace(source: source, range: range)
        return failure
    }

    /// `stop`, with `range` as its place if it's a failure.
    func placed(_ stop: Stop, at range: SourceRange) -> Stop {
        guard case .failed(let failure) = stop else { return stop }
        return .failed(placed(failure, at: range))
    }

    func trace(_ range: SourceRange) {
        let text = source.text(in: range).split(separator: "\n", maxSplits: 1)
        console.notice("+ \(console.concealed(String(text.first ?? "")))\(text.count > 1 ? " …" : "")")
    }

    // MARK: Assignments

    private func run(_ assignment: Assignment) async throws(Stop) {
        let target = assignment.target
        let name = target.name.text
        let value = try await rightSide(assignment.value)
        // `_ = COMMAND` runs the command for its effects only.
        if name == "_" { return }
        guard !target.path.isEmpty else {
            scope[name] = value
            return
        }
        guard scope.knows(name) else {
            throw .failed(
                placed(
                    Failure(.usage, "there's no variable `\(name)`", hint: "create it first: \(name) = {}"),
                    at: target.name.range))
        }
        var positions: [PartPath.Position] = []
        for step in target.path { positions.append(try position(of: step)) }
        let path = PartPath(positions)
        do throws(PartPath.Fault) {
            try scope.change(name) { part throws(PartPath.Fault) in
                try part.change { json throws(PartPath.Fault) in try path.set(in: &json, to: value.json) }
                part.isSecret = part.isSecret || value.isSecret
            }
        } catch {
            throw .failed(placed(Failure(.value, error.message), at: target.path[error.step].range))
        }
    }

    /// The value to the right of `=` or after `return`.
    private func rightSide(_ side: RightSide) async throws(Stop) -> Value {
        let result: CommandResult
        switch side.kind {
        case .value(let template):
            let value = try value(of: template)
            if side.programs.isEmpty { return value }
            result = CommandResult(value: value)
        case .call(let call):
            result = try await self.call(call, onRight: true)
            result.note.map(console.notice)
            if let arriving = result.arriving {
                guard side.programs.isEmpty else {
                    let output = try await feed(arriving, of: result, to: side.programs, captures: true)
                    if Task.isCancelled { throw .interrupted }
                    return text(of: output)
                }
                let elements = ArrivingValues.Elements()
                try await arriving { elements.add($0) }
                scope.result = elements.value
                return elements.value
            }
            if side.programs.isEmpty { return result.value ?? .null }
        case .shell(let line): return text(of: try await shell(line, captures: true))
        }
        let input = result.value.map { console.text(of: $0.shown, as: result.view, form: result.form) } ?? []
        return text(of: try await run(side.programs, input: input, captures: true))
    }

    /// The output of a program as a text value, without one final newline.
    private func text(of output: [UInt8]) -> Value {
        let end = output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...]
        return Value(.string(String(decoding: end, as: UTF8.self)))
    }

    private func run(_ secret: SecretStatement) async throws(Stop) {
        let name = secret.name.text
        let text: String
        if let side = secret.value {
            let value = try await rightSide(side)
            switch value.json {
            case .string, .number, .bool: text = value.json.asText ?? ""
            case .null, .array, .object:
                throw .failed(.value, "a secret must be text, but this is \(value.json.kindWithArticle)")
            }
        } else {
            switch await console.askSecret("\(name): ") {
            case .given(let typed) where !typed.isEmpty: text = typed
            case .given, .declined: throw .failed(.usage, "cancelled: no text was entered for `\(name)`")
            case .interrupted: throw .interrupted
            case .noOne:
                throw .failed(
                    .usage, "there's no terminal to enter `\(name)` on", hint: "write `secret \(name) = …`")
            }
        }
        guard isHideable(text) else {
            throw .failed(.value, "a secret must have at least 4 characters")
        }
        console.hide(text)
        scope[name] = Value(.string(text), isSecret: true)
    }

    private func run(_ alias: Alias) async throws(Stop) {
        guard session.isAtPrompt else {
            throw .failed(.usage, "aliases only work at the prompt", hint: "in a script, write `def NAME(…) { … }`")
        }
        guard let meaning = alias.meaning else {
            return try await emit(
                .value(session.aliases.json, view: .table(columns: ["name", "meaning"])), to: .none)
        }
        session.aliases.set(meaning.name.text, to: meaning.text)
    }

    // MARK: Parts

    private func position(of step: Assignment.Step) throws(Stop) -> PartPath.Position {
        switch step.kind {
        case .member(let name): return .key(name)
        case .key(let text): return .key(try self.text(of: text, for: .name(of: "a key")))
        case .index(let index): return .index(index)
        case .computed(let interpolation):
            let json = try value(of: interpolation).json
            if let index = json.int { return .index(index) }
            if let key = json.string { return .key(key) }
            throw .failed(
                placed(
                    Failure(.value, "an index must be a whole number or text, but this is \(json.kindWithArticle)"),
                    at: interpolation.range))
        }
    }

    // MARK: Assertions

    /// Fails with the message and the values that the condition compared.
    func run(_ assertion: Assertion) throws(Stop) {
        let judgement = try judge(assertion.condition)
        guard !judgement.isTrue else { return }
        let expression = assertion.condition.expression
        let message = try assertion.message.map { word throws(Stop) in try text(of: word) }
        var failure = Failure(.assertion, message ?? "assertion failed: \(expression.source)")
        if message != nil { failure.details.append("not true: \(expression.source)") }
        let secrets = expression.rootNames.filter { scope[$0.name]?.isSecret == true }.map(\.range)
        let details = AssertionDetails(expression: expression) { range in secrets.contains { range.overlaps($0) } }
        failure.details += details.lines(judgement)
        throw .failed(placed(failure, at: assertion.condition.range))
    }

    // MARK: Calls

    private func run(_ command: Command) async throws(Stop) {
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
        result.note.map(console.notice)
    }

    private func run(_ statement: ValueStatement) async throws(Stop) {
        let value = try value(of: statement.value)
        try await emit(CommandResult(value: value), to: statement.tail)
    }

    private func run(_ line: ShellLine) async throws(Stop) {
        _ = try await shell(line, captures: false)
    }

    /// Runs a call and sets `_`.
    ///
    /// - Parameters:
    ///   - onRight: right of `=` or after `return`.
    ///   - streams: the result goes to standard output, so the command may write it as it arrives.
    private func call(_ call: Call, onRight: Bool = false, streams: Bool = false) async throws(Stop) -> CommandResult {
        let result =
            switch try binding(of: call, onRight: onRight) {
            case .command(let bound): try await run(bound, call, streams: streams)
            case .definition(let bound): try await run(bound)
            case .unresolved: throw .failed(unbound(call, []))
            }
        if result.isResult { scope.result = result.value ?? .null }
        return result
    }

    /// Binds the call again: a sourced file may have defined its name since, or the prompt redefined the `def`.
    private func binding(of call: Call, onRight: Bool) throws(Stop) -> Call.Binding {
        switch call.binding {
        case .command: return call.binding
        case .definition(let bound) where session.definitions.code(for: bound) != nil:
            return call.binding
        case .definition, .unresolved:
            let (binding, diagnostics) = Binder.bind(call, in: source, vocabulary: session.vocabulary, onRight: onRight)
            guard let binding else { throw .failed(unbound(call, diagnostics)) }
            return binding
        }
    }

    private func run(_ bound: BoundCommand, _ call: Call, streams: Bool) async throws(Stop) -> CommandResult {
        guard let command = session.commands[bound.command] else {
            throw .failed(.usage, "there's no command `\(bound.command)`")
        }
        // The parser rejects these in the body itself, but a `def` called there may contain them.
        if isInParallel, command.signature.changesSession {
            throw .failed(
                placed(
                    Failure(
                        .usage, "`\(bound.command)` can't run in the body of a parallel loop",
                        hint: "the bodies run at the same time; run it before or after the loop"),
                    at: call.name.range))
        }
        if bound.asksForHelp { return .text(HelpText.page(for: bound, command.signature)) }
        let arguments = CommandArguments(
            interpreter: self, bound: bound, callRange: call.range, streams: streams)
        let query = try arguments.text(CommonParameters.query)
        let form: OutputForm? = try arguments.choice(CommonParameters.output)
        let rows = ShownRows(
            columns: try arguments.text(CommonParameters.columns),
            limit: arguments.has(CommonParameters.limit) ? try arguments.integer(CommonParameters.limit) : nil)
        func shaped(_ result: CommandResult) throws(Stop) -> CommandResult {
            var result = result
            if let query, let value = result.value {
                result.value = Value(try search(query, value), isSecret: value.isSecret)
                result.view = result.view.ofPart
                if result.value?.json == .null { result.note = Self.note(onMissing: query, of: value) ?? result.note }
            } else if let query, let arriving = result.arriving {
                result.view = result.view.ofPart
                result.arriving = { take throws(Stop) in
                    try await arriving { value throws(Stop) in
                        try await take(Value(try search(query, value), isSecret: value.isSecret))
                    }
                }
            }
            if let value = result.value, !rows.areAll {
                result.value = Value(try rows.of(value.json), isSecret: value.isSecret)
            } else if let arriving = result.arriving, !rows.columns.isEmpty {
                result.arriving = { take throws(Stop) in
                    try await arriving { value throws(Stop) in
                        try await take(Value(try rows.of(value.json), isSecret: value.isSecret))
                    }
                }
            }
            if !rows.columns.isEmpty { result.view = .table(columns: []) }
            result.form = form
            result.isWide = arguments.has(CommonParameters.wide)
            result.hasAbsoluteTimes = arguments.has(CommonParameters.absolute)
            return result
        }
        do throws(Stop) {
            return try shaped(try await command.run(arguments))
        } catch {
            guard case .failed(var failure) = error else { throw error }
            if let result = failure.result { failure.result = try? shaped(result) }
            if let name = failure.unknownName?.name, let range = bound.range(of: name) {
                failure = placed(failure, at: range)
            }
            throw .failed(failure)
        }
    }

    /// The remark on a query such as `Functions[].FunctionName`, for what the AWS CLI gets from an operation, where lamsh
    /// has the array itself.
    private static func note(onMissing query: String, of value: Value) -> String? {
        let name = query.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard case .array = value.json, Identifier.isVariable(name.utf8), query.dropFirst(name.count).hasPrefix("[")
        else {
            return nil
        }
        return "the result is an array, which has no member `\(name)`: begin the query with `[`"
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
            return placed(Failure(.usage, "there's no command or def `\(call.name.text)`"), at: call.name.range)
        }
        return placed(Failure(.usage, error.message, hint: error.hint), at: error.range)
    }

    // MARK: Definitions

    private func run(_ bound: BoundDefinition) async throws(Stop) -> CommandResult {
        guard let code = session.definitions.code(bound.name) else {
            throw .failed(.usage, "there's no def `\(bound.name)`")
        }
        let interpreter = try entering(code) { bound[code.parameters[$0].name.text] }
        let flow =
            if let calculation = code.calculation { try interpreter.run(calculation) } else {
                try await interpreter.run(code.definition.body.statements)
            }
        guard case .return(let value?) = flow else { return CommandResult(value: nil) }
        return .result(value)
    }

    /// What runs the body of a `def`, with the parameters set.
    ///
    /// - Parameter argument: by the parameter's position; nil takes the default.
    func entering(_ code: DefinitionCode, _ argument: (Int) -> Template?) throws(Stop) -> Interpreter {
        guard depth < Self.deepestCall else {
            throw .failed(
                .usage, "calls are nested more than \(Self.deepestCall) levels deep",
                hint: "check that the recursion in `\(code.definition.name.text)` ends")
        }
        let inner = Scope(inside: session.scope, locals: code.locals, printsValues: false)
        let interpreter = Interpreter(
            session: session, scope: inner, source: code.definition.source, depth: depth + 1, consent: consent,
            console: console)
        for place in code.parameters.indices {
            let parameter = code.parameters[place]
            if let argument = argument(place) {
                inner[parameter.name.text] = try value(of: argument)
            } else if let value = parameter.defaultValue {
                inner[parameter.name.text] = try interpreter.value(of: value)
            }
        }
        return interpreter
    }

    // MARK: Output

    /// Prints a result, or feeds it to programs and files.
    private func emit(_ result: CommandResult, to tail: Tail) async throws(Stop) {
        if result.wasPrinted { return }
        if let arriving = result.arriving { return try await emit(arriving, of: result, to: tail) }
        guard let value = result.value?.shown else {
            if !tail.isEmpty { try await send([], to: tail) }
            return
        }
        let form = form(of: result)
        if tail.isEmpty {
            guard scope.printsValues || result.isAlwaysPrinted else { return }
            await console.show(value, as: result.view, form: form, look: look(of: result))
        } else {
            try await send(console.text(of: value, as: result.view, form: form), to: tail)
        }
    }

    /// Prints values as they arrive, or feeds them to programs and files.
    private func emit(_ arriving: @escaping ArrivingValues.Source, of result: CommandResult, to tail: Tail)
        async throws(Stop)
    {
        if tail.isEmpty {
            let (form, look) = (form(of: result), look(of: result))
            try await arriving { value in
                if scope.printsValues { await console.show(value.shown, as: result.view, form: form, look: look) }
            }
        } else if !tail.programs.isEmpty {
            let file = try tail.redirect.map { redirect throws(Stop) in try text(of: redirect.file) }
            let output = try await feed(arriving, of: result, to: tail.programs, captures: file != nil)
            try await untilNextInterrupt { try await write(output, to: tail.redirect, file) }
            if Task.isCancelled { throw .interrupted }
        } else if let redirect = tail.redirect {
            let file = try text(of: redirect.file)
            let output = ArrivingValues.Output(session.files, path: file, appends: redirect.appends)
            func write(_ bytes: [UInt8]) async throws(Stop) {
                do { try await output.write(bytes) } catch { throw placed(error, at: redirect.range) }
            }
            try await arriving { value throws(Stop) in try await write(bytes(of: value, from: result)) }
            if !output.isBegun { try await write([]) }
        }
    }

    /// Runs programs that read values as they arrive. The first Ctrl-C ends their input, so they can finish with what
    /// they've read; the second one ends the programs.
    private func feed(
        _ arriving: @escaping ArrivingValues.Source, of result: CommandResult, to programs: [Program], captures: Bool
    ) async throws(Stop) -> [UInt8] {
        let pipeline = try words(of: programs)
        let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        let source = Task { @SessionActor () -> Stop? in
            defer { continuation.finish() }
            do throws(Stop) {
                try await arriving { value in continuation.yield(bytes(of: value, from: result)) }
                return nil
            } catch {
                // Programs that ended need no more values.
                return Task.isCancelled ? nil : error
            }
        }
        let work = ProgramWork()
        let output = await withTaskCancellationHandler { () async -> Result<[UInt8], Stop> in
            defer { work.isDone = true }
            var output: [UInt8] = []
            do throws(Stop) {
                try await untilNextInterrupt {
                    output = try await start(pipeline, input: .pieces(pieces), captures: captures)
                }
                return .success(output)
            } catch {
                return .failure(error)
            }
        } onCancel: {
            source.cancel()
            Task {
                try? await Task.sleep(for: Self.patience)
                await work.remind(console, of: pipeline)
            }
        }
        source.cancel()
        if let stop = await source.value { throw stop }
        return try output.get()
    }

    /// Runs what the first Ctrl-C doesn't end.
    private func untilNextInterrupt(_ body: @escaping @SessionActor () async throws -> Void) async throws(Stop) {
        do { try await session.cleanups.run(body) } catch { throw error as? Stop ?? .interrupted }
    }

    /// What a pipe or a file gets of a value.
    private func bytes(of value: Value, from result: CommandResult) -> [UInt8] {
        console.text(of: value.shown, as: result.view, form: form(of: result))
    }

    private func form(of result: CommandResult) -> OutputForm? {
        result.isAlwaysPrinted && result.form == nil ? nil : result.form ?? session.settings.output
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
        try await write(bytes, to: tail.redirect, file)
    }

    private func write(_ bytes: [UInt8], to redirect: Redirect?, _ file: String?) async throws(Stop) {
        guard let redirect, let file else { return }
        do {
            try await session.files.write(bytes, to: file, appending: redirect.appends)
        } catch {
            throw placed(error, at: redirect.range)
        }
    }

    /// Runs programs joined by pipes.
    private func run(_ programs: [Program], input: [UInt8], captures: Bool) async throws(Stop) -> [UInt8] {
        try await start(try words(of: programs), input: .bytes(input), captures: captures)
    }

    /// The words of each program. Secrets in them are an error.
    private func words(of programs: [Program]) throws(Stop) -> [[String]] {
        var pipeline: [[String]] = []
        for program in programs {
            var words: [String] = []
            for word in program.words {
                if let secret = word.interpolations.first(where: readsSecret) {
                    throw .failed(
                        placed(
                            Failure(
                                .usage, "a secret can't be an argument of a program",
                                hint: "pipe it into the program instead"
                            ),
                            at: secret.range))
                }
                words.append(try text(of: word))
            }
            pipeline.append(words)
        }
        return pipeline
    }

    private func shell(_ line: ShellLine, captures: Bool) async throws(Stop) -> [UInt8] {
        try await start([["/bin/sh", "-c", line.command]], input: .inherited, captures: captures)
    }

    private func start(_ pipeline: [[String]], input: ProgramInput, captures: Bool) async throws(Stop) -> [UInt8] {
        guard !captures, console.buffers else {
            return try await session.host.programs.run(pipeline, input: input, captures: captures)
        }
        console.write(try await session.host.programs.run(pipeline, input: input, captures: true))
        return []
    }

    // MARK: Control flow

    private func run(_ condition: If) async throws(Stop) -> Flow {
        for branch in condition.branches where try isTrue(branch.condition) {
            return try await run(branch.body.statements)
        }
        return try await condition.otherwise.runIfPresent(run)
    }

    private func run(_ loop: For) async throws(Stop) -> Flow {
        if loop.parallel == nil, let calculation = session.definitions.calculation(loop.body) {
            return try run(loop, calculation)
        }
        let (items, isSecret) = try items(of: loop)
        if let parallel = loop.parallel {
            return try await run(loop, parallel, over: Array(items), isSecret: isSecret)
        }
        let names = loop.names.map(\.text)
        let saved = names.map { scope[$0] }
        defer { for (name, value) in zip(names, saved) { scope[name] = value } }
        for item in items {
            bind(names, to: item, isSecret: isSecret, in: scope)
            switch try await run(loop.body.statements) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    func bind(_ names: [String], to item: LoopItem, isSecret: Bool, in scope: Scope) {
        if names.count == 2 { scope[names[0]] = Value(item.key) }
        scope[names[names.count - 1]] = Value(item.item, isSecret: isSecret)
    }

    func items(of loop: For) throws(Stop) -> (LoopItems, isSecret: Bool) {
        let sequence = try value(of: loop.sequence)
        let range = loop.sequence.range
        switch sequence.json {
        case .array(let elements): return (LoopItems(elements: elements), sequence.isSecret)
        case .object(let members) where loop.names.count == 2:
            return (LoopItems(members: members), sequence.isSecret)
        case .object:
            throw .failed(
                placed(
                    Failure(.value, "`for` over an object needs two names", hint: "write `for key, value in <<…>>`"),
                    at: range))
        case .null, .bool, .number, .string:
            throw .failed(
                placed(
                    Failure(.value, "`for` needs an array or an object, but this is \(sequence.json.kindWithArticle)"),
                    at: range
                ))
        }
    }

    private func run(_ loop: While) async throws(Stop) -> Flow {
        if let calculation = session.definitions.calculation(loop.body) {
            return try run(while: loop.condition, calculation)
        }
        while try isTrue(loop.condition) {
            if Task.isCancelled { throw .interrupted }
            switch try await run(loop.body.statements) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    private func run(_ retry: Retry) async throws(Stop) -> Flow {
        let times = try number(retry.times)
        let backoff = Backoff(
            first: try duration(retry.pause),
            factor: try retry.backoff.map { backoff throws(Stop) in try self.factor(backoff) } ?? 1,
            longest: try retry.longestPause.map { longest throws(Stop) in try duration(longest) }
                ?? .seconds(1_000_000_000))
        var attempt = 1
        while true {
            let pause = backoff.wait(after: attempt)
            do {
                return try await run(retry.body.statements)
            } catch .failed(let failure) {
                guard attempt < times, failure.kind != .usage, failure.kind != .syntax else { throw .failed(failure) }
                console.notice(
                    "attempt \(attempt) of \(times) failed: \(failure.message); retrying in \(pause.lamshText)")
            }
            attempt += 1
            try await session.sleep(for: pause)
        }
    }

    private func run(_ watch: Watch) async throws(Stop) -> Flow {
        let pause = try duration(watch.pause)
        guard pause > .zero else { throw .failed(.usage, "the pause of `watch` must be longer than 0") }
        let limit = try watch.limit.map { limit throws(Stop) in try duration(limit) }
        if limit == .zero { throw .failed(.usage, "`--limit` must be longer than 0") }
        let options = WatchRun.Options(
            pause: pause,
            count: try watch.count.map { count throws(Stop) in try number(count) },
            limit: limit,
            hasCondition: watch.until != nil, title: source.text(in: watch.body.range))
        let run = try WatchRun(options, console, session)
        let interpreter = Interpreter(
            session: session, scope: scope, source: source, depth: depth, consent: consent, console: run.console)
        return try await run.run { () throws(Stop) in
            try await interpreter.run(watch.body.statements)
        } until: { () throws(Stop) in
            try watch.until.map { condition throws(Stop) in try isTrue(condition) } ?? false
        }
    }

    private func run(_ attempt: Try) async throws(Stop) -> Flow {
        var flow = Flow.next
        var stop: Stop?
        do {
            flow = try await run(attempt.body.statements)
        } catch .failed(let failure) where attempt.handler != nil {
            do { flow = try await handle(failure, with: attempt.handler) } catch { stop = error }
        } catch {
            stop = error
        }
        if let cleanup = attempt.cleanup {
            let after = try await runToEnd(cleanup)
            if case .next = after {} else { return after }
        }
        if let stop { throw stop }
        return flow
    }

    /// Runs a `finally` or an `after` block, after Ctrl-C too.
    func runToEnd(_ cleanup: Block) async throws(Stop) -> Flow {
        guard Task.isCancelled else { return try await run(cleanup.statements) }
        var flow = Flow.next
        try await untilNextInterrupt { flow = try await run(cleanup.statements) }
        return flow
    }

    private func handle(_ failure: Failure, with handler: Try.Catch?) async throws(Stop) -> Flow {
        guard let handler else { throw .failed(failure) }
        let name = handler.name?.text ?? "error"
        let saved = scope[name]
        scope[name] = Value(failure.json)
        defer { scope[name] = saved }
        return try await run(handler.body.statements)
    }

    // MARK: Numbers in loop headers

    private func number(_ amount: Amount<Int>) throws(Stop) -> Int {
        switch amount {
        case .literal(let number): return number
        case .computed(let interpolation):
            guard let number = try value(of: interpolation).json.int, number > 0 else {
                throw .failed(
                    placed(Failure(.usage, "this must be a whole number of at least 1"), at: interpolation.range))
            }
            return number
        }
    }

    private func duration(_ amount: Amount<Duration>) throws(Stop) -> Duration {
        switch amount {
        case .literal(let duration): return duration
        case .computed(let interpolation):
            guard let text = try value(of: interpolation).json.asText, let duration = Duration(lamsh: text) else {
                throw .failed(
                    placed(
                        Failure(.usage, "this must be a duration", hint: "for example \(Duration.lamshSyntax)"),
                        at: interpolation.range))
            }
            return duration
        }
    }

    private func factor(_ amount: Amount<JSONNumber>) throws(Stop) -> Double {
        switch amount {
        case .literal(let number): return number.double
        case .computed(let interpolation):
            guard case .number(let number) = try value(of: interpolation).json else {
                throw .failed(placed(Failure(.usage, "this must be a number"), at: interpolation.range))
            }
            return number.double
        }
    }

    // MARK: Parallel loops

    typealias LoopItem = (key: JSONValue, item: JSONValue)

    /// Runs the bodies and sets `_` to the array of their `_`. After a failure or `break` no body starts, and those
    /// running finish; the loop fails with the first failure in the order of the items.
    private func run(_ loop: For, _ parallel: For.Parallel, over items: [LoopItem], isSecret: Bool) async throws(Stop)
        -> Flow
    {
        let bodies = ParallelBodies(items: items, console: console)
        let consent = Consent(count: items.count)
        let workers = min(try number(parallel.limit), items.count)
        let work: @SessionActor @Sendable () async -> Void = {
            while let index = bodies.start() {
                let console = bodies.consoles[index]
                let ending = await body(loop, parallel, items[index], isSecret: isSecret, consent, console)
                await bodies.finish(index, with: ending)
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<workers { group.addTask { await work() } }
        }
        if let stop = bodies.stop { throw stop }
        let results = bodies.results
        scope.result = Value(.array(results.map(\.json)), isSecret: results.contains(where: \.isSecret))
        return .next
    }

    private func body(
        _ loop: For, _ parallel: For.Parallel, _ item: LoopItem, isSecret: Bool, _ consent: Consent,
        _ console: BufferedConsole
    ) async -> ParallelBodies.Ending {
        let inner = Scope(inside: scope, locals: Array(parallel.locals), printsValues: scope.printsValues)
        bind(loop.names.map(\.text), to: item, isSecret: isSecret, in: inner)
        let interpreter = Interpreter(
            session: session, scope: inner, source: source, depth: depth, consent: consent, console: console)
        do {
            switch try await interpreter.run(loop.body.statements) {
            case .next, .continue, .return: return .done(inner.result ?? .null)
            case .break: return .left
            }
        } catch {
            return .stopped(error)
        }
    }
}

extension Optional {
    fileprivate func mapAsync<T>(_ transform: (Wrapped) async throws(Stop) -> T) async throws(Stop) -> T? {
        guard let self else { return nil }
        return try await transform(self)
    }
}

extension Optional where Wrapped == Block {
    fileprivate func runIfPresent(
        _ run: ([Statement]) async throws(Stop) -> Interpreter.Flow
    ) async throws(Stop) -> Interpreter.Flow {
        guard let self else { return .next }
        return try await run(self.statements)
    }
}

/// Programs that finish with what they got.
@SessionActor
private final class ProgramWork {
    var isDone = false

    func remind(_ console: any Console, of pipeline: [[String]]) {
        guard !isDone, let name = pipeline.last?.first else { return }
        console.notice("waiting for `\(name)` to finish; Ctrl-C again ends it")
    }
}

extension BoundCommand {
    /// The argument in which a name is written as it is.
    fileprivate func range(of name: String) -> SourceRange? {
        let words = (operands + options).compactMap { argument -> (text: String, range: SourceRange)? in
            guard case .text(let word) = argument.kind, let text = word.constant else { return nil }
            return (text, argument.range)
        }
        // It may be a part of an ARN, or of several names.
        return (words.first { $0.text == name } ?? words.first { $0.text.contains(name) })?.range
    }
}

extension Stop {
    /// Everything but a failure, which the loop reports and `try` can catch.
    var endsRun: Bool {
        switch self {
        case .failed: false
        case .interrupted, .exit: true
        }
    }
}
