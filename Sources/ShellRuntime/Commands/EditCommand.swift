// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Isolation
import JSON
import ShellLanguage
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
        guard let text = try await edited(last, extension: "lamsh", session)?.text else {
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
        guard let edited = try await edited(text ?? "{\n}", extension: isText ? "txt" : "json", session) else {
            arguments.console.notice("`\(name)` wasn't saved in the editor, so it's unchanged")
            return
        }
        if isText { return scope[name] = Value(.string(edited.text)) }
        do {
            scope[name] = Value(try JSONValue(parsing: Array(edited.text.utf8), as: .literal))
        } catch {
            let path = try Self.write(edited.text, extension: "json", session)
            throw .failed(
                .value,
                "`\(name)` is unchanged: the edited text isn't valid JSON: \(error.message) "
                    + "(line \(error.line), column \(error.column))",
                hint: "the edited text is in \(path)")
        }
    }

    private struct Edited {
        /// Without a final newline.
        let text: String
    }

    /// What the user saved in the editor; nil if they left it without saving. The temporary file is removed afterwards.
    @SessionActor private func edited(_ text: String, extension: String, _ session: Session) async throws(Stop)
        -> Edited?
    {
        let path = try Self.write(text, extension: `extension`, session)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let written = FileState(path)
        let environment = session.host.environment
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        do {
            _ = try await session.host.programs.run(
                [["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path]], input: .inherited, captures: false)
        } catch {
            guard case .failed(let failure) = error else { throw error }
            let reason =
                switch failure.type {
                case "127", "126": "can't run the editor `\(editor)`"
                case let status?: "the editor `\(editor)` failed (status \(status)), so nothing was changed or run"
                case nil: "can't run the editor `\(editor)`: \(failure.message)"
                }
            throw .failed(.program, reason, type: failure.type, hint: "VISUAL or EDITOR sets the editor")
        }
        guard FileState(path) != written else { return nil }
        let bytes = ByteOrderMark.dropped(from: try await session.files.read(path))
        return Edited(
            text: String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self))
    }

    /// Writes a temporary file that only the owner can read, and returns its path.
    @SessionActor private static func write(
        _ text: String, extension: String, _ session: Session
    ) throws(Stop) -> String {
        let folder = session.host.environment["TMPDIR"] ?? "/tmp"
        let path = "\(folder)/lamsh-\(UInt32.random(in: .min ... .max)).\(`extension`)"
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(Array((text + "\n").utf8)) }
        } catch {
            throw .failed(.file, "can't write \(path): \(error)")
        }
        return path
    }
}

/// Tells whether a file was written: editors replace the file or change it in place, even with the same text.
private struct FileState: Equatable {
    private let inode: UInt64
    private let modified: Int
    private let nanoseconds: Int

    init(_ path: String) {
        var status = stat()
        _ = unsafe stat(path, &status)
        inode = UInt64(status.st_ino)
        #if canImport(Darwin)
            (modified, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
            (modified, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
    }
}
