// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage

/// `edit [NAME]`
struct EditCommand: BuiltinCommand {
    private static let name = Parameter(
        "NAME", .variable, help: "a variable, new or existing; default: the last statement, which then runs")

    let signature = CommandSignature(
        "edit", group: CommandGroup.shell, summary: "edit the last statement or a variable with $VISUAL or $EDITOR",
        operands: [name], effect: .sets(name),
        examples: [
            .init("edit", "edit the last statement and run it"),
            .init("edit body", "write a body; then: invoke create-order --body <<body>>"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        if let name = try arguments.text(Self.name) {
            try await edit(name, arguments)
            return .nothing
        }
        return try await editStatement(arguments)
    }

    @SessionActor private func editStatement(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let last = session.host.readHistory().last { !$0.text.hasPrefix("edit") }?.text ?? ""
        guard let text = try await TextEditor(session).edited(last, extension: "lamsh") else {
            arguments.console.notice("the statement wasn't saved in the editor, so it wasn't run")
            return .nothing
        }
        guard text.contains(where: { !$0.isWhitespace }) else { return .nothing }
        // Even if it doesn't parse, so that Up brings it back.
        session.host.addToHistory(text)
        let source = Source(text: text)
        guard let script = session.parse(source, layout: .text) else {
            throw .failed(.syntax, "the edited statement has errors; nothing was run")
        }
        session.define(script)
        let interpreter = Interpreter(
            session: session, scope: arguments.interpreter.scope, source: source,
            depth: arguments.interpreter.depth + 1,
            console: arguments.console)
        guard case .return(let value?) = try await interpreter.run(script.statements) else { return .nothing }
        return .result(value)
    }

    @SessionActor private func edit(_ name: String, _ arguments: CommandArguments) async throws(Stop) {
        let session = arguments.session
        let scope = arguments.interpreter.scope
        guard !ReadOnlyNames.contains(name), name != "_" else {
            throw .failed(.usage, "`\(name)` can't be edited: lamsh sets it")
        }
        let old = scope[name]
        guard old?.isSecret != true else {
            throw .failed(
                .usage, "`\(name)` can't be edited: secrets aren't written to files",
                hint: "change it with `secret \(name)`"
            )
        }
        let isText = old?.json.string != nil
        let text = old?.json.string ?? old.map { String(decoding: $0.json.serialized(.indented), as: UTF8.self) }
        guard let edited = try await TextEditor(session).edited(text ?? "{\n}", extension: isText ? "txt" : "json")
        else {
            arguments.console.notice("`\(name)` wasn't saved in the editor, so it's unchanged")
            return
        }
        if isText { return scope[name] = Value(.string(edited)) }
        do {
            scope[name] = Value(try JSONValue(parsing: Array(edited.utf8), as: .literal))
        } catch {
            let path = try TextEditor(session).write(edited, extension: "json")
            throw .failed(
                .value,
                "`\(name)` is unchanged: the edited text isn't valid JSON: \(error.message) "
                    + "(line \(error.line), column \(error.column))",
                hint: "the edited text is in \(path)")
        }
    }
}
