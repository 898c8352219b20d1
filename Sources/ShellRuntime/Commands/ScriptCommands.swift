// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// `source FILE [ARG…]`
struct SourceCommand: BuiltinCommand {
    private static let file = Parameter(
        "FILE", .file, .required, help: "path, relative to the file with this statement")
    private static let argument = Parameter("ARG", .text, .variadic(minimum: 0), help: "values for the file's `args`")

    let signature = CommandSignature(
        "source", group: CommandGroup.scripts, summary: "run a file in this session",
        operands: [file, argument],
        givesValue: true, effect: .runsScript(file),
        examples: [
            .init("source setup.lamsh", "keeps its variables and defs"),
            .init("total = source sum.lamsh 1 2", "the value that the file returns"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let interpreter = arguments.interpreter
        guard interpreter.depth < Interpreter.deepestCall else {
            throw .failed(.usage, "files source each other more than \(Interpreter.deepestCall) levels deep")
        }
        let path = session.file.sibling(try arguments.text(required: Self.file))
        let file = RunningFile(path: path, arguments: try arguments.texts(Self.argument))
        let source = Source(name: path, bytes: try await session.files.read(path))
        guard let script = session.parse(source, layout: .text) else {
            throw .failed(.syntax, "`\(path)` has errors; nothing in it was run")
        }
        let outer = session.file
        session.file = file
        defer { session.file = outer }
        session.define(script)
        session.remarkOnTests(of: script)
        let inner = Interpreter(
            session: session, scope: interpreter.scope, source: source, depth: interpreter.depth + 1,
            console: arguments.console)
        guard case .return(let value?) = try await inner.run(script.statements) else { return .nothing }
        return .result(value)
    }
}

/// `fail "message"`, `fail <<err>>`
struct FailCommand: BuiltinCommand {
    private static let message = Parameter("MESSAGE", .words, .required, help: "text, or <<err>> from a `catch`")

    let signature = CommandSignature(
        "fail", group: CommandGroup.scripts, summary: "fail with a message, or rethrow a caught error",
        operands: [message],
        examples: [
            .init("fail \"no stock for <<sku>>\"", "an error of kind `fail`"),
            .init("fail <<error>>", "rethrows a caught error"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let value = try arguments.value(required: Self.message)
        if let failure = Failure(value.json) { throw .failed(failure) }
        throw .failed(.fail, value.json.asText ?? "null")
    }
}

/// `exit [N]`
struct ExitCommand: BuiltinCommand {
    private static let status = Parameter("N", .integer(0...255), default: "0", help: "exit status")

    let signature = CommandSignature(
        "exit", aliases: ["quit"], group: CommandGroup.scripts, summary: "exit the shell or the script",
        operands: [status],
        examples: [.init("exit", "status 0"), .init("exit 3", "status 3")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        throw .exit(try arguments.integer(Self.status).map(Int32.init) ?? arguments.session.earlierStatus)
    }
}

/// `sleep DURATION`
struct SleepCommand: BuiltinCommand {
    private static let duration = Parameter(
        "DURATION", .pause, .required, help: Duration.lamshSyntax)

    let signature = CommandSignature(
        "sleep", group: CommandGroup.scripts, summary: "wait",
        operands: [duration],
        examples: [.init("sleep 500ms", "half a second"), .init("sleep 2", "two seconds")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        try await arguments.session.sleep(for: try arguments.duration(Self.duration) ?? .zero)
        return .nothing
    }
}
