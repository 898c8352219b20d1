// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Isolation
import JSON
import ShellLanguage
import SystemPackage

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
        let last = session.host.readHistory().last { !$0.hasPrefix("edit") } ?? ""
        let text = try await edited(last, extension: "lamsh", session)
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
        if case .string(let text)? = old?.json {
            scope[name] = Value(.string(try await edited(text, extension: "txt", session)))
            return
        }
        let text = try await edited(
            old.map { String(decoding: $0.json.serialized(.indented), as: UTF8.self) } ?? "{\n}", extension: "json",
            session)
        do {
            scope[name] = Value(try JSONValue(parsing: Array(text.utf8), as: .literal))
        } catch {
            throw .failed(
                .value,
                "`\(name)` is unchanged: the edited text isn't valid JSON: \(error.message) "
                    + "(line \(error.line), column \(error.column))")
        }
    }

    /// The edited `text`, without a final newline. Only the owner can read the temporary file, which is removed afterwards.
    @SessionActor private func edited(_ text: String, extension: String, _ session: Session) async throws(Stop)
        -> String
    {
        let environment = session.host.environment
        let folder = environment["TMPDIR"] ?? "/tmp"
        let path = "\(folder)/lamsh-\(UInt32.random(in: .min ... .max)).\(`extension`)"
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(Array((text + "\n").utf8)) }
        } catch {
            throw .failed(.file, "can't write \(path): \(error)")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        _ = try await session.host.programs.run(
            [["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path]], input: nil, captures: false)
        let bytes = ByteOrderMark.dropped(from: try await session.files.read(path))
        return String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }
}
