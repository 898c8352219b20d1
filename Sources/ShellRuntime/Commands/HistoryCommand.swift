// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Isolation
import ShellLanguage

/// `history [N]`, `history save FILE`, `history test FILE`, `history delete TEXT`
struct HistoryCommand: BuiltinCommand {
    private static let count = Parameter("N", .integer(1...1_000_000), help: "only the last N entries")
    private static let search = Parameter("search", short: "s", .text, help: "only entries that contain this text")
    private static let failed = Parameter("failed", .flag, help: "only statements that failed")
    private static let here = Parameter(
        "here", .flag, help: "only statements typed in the current folder on the current connection")

    private static let file = Parameter("FILE", .file, .required, help: "the file to write")
    private static let last = Parameter(
        "last", .integer(1...1_000_000), help: "only the last N statements that succeeded")
    private static let since = Parameter("since", .text, help: "only statements from this time on: \(Moment.syntax)")
    private static let edit = Parameter("edit", .flag, help: "open the text in $VISUAL or $EDITOR first")
    private static let replace = Parameter("replace", .flag, help: "replace an existing file")
    private static let selection = [last, since, edit, replace]

    private static let text = Parameter("TEXT", .text, .required, help: "what the entries to delete contain")
    private static let all = Parameter("all", .flag, help: "delete them even if there are several")

    private static let save = CommandSignature.Subcommand(
        "save", summary: "write the statements of this session that succeeded to a script",
        operands: [file], options: selection)
    private static let test = CommandSignature.Subcommand(
        "test", summary: "write a test for `lamsh test`, with assertions on what each invocation returned",
        operands: [file], options: selection)
    private static let delete = CommandSignature.Subcommand(
        "delete", summary: "delete entries, from the history file too", operands: [text], options: [all])

    let signature = CommandSignature(
        "history", group: CommandGroup.shell,
        summary: "show what was typed, or save what succeeded as a script or a test",
        operands: [count], options: [search, failed, here], subcommands: [save, test, delete],
        examples: [
            .init("history 10", "the last ten"),
            .init("history --search ship-order", "entries with this text"),
            .init("history save order.lamsh --last 5", "the last five statements, and what they need"),
            .init("history test order.test.lamsh", "all of them, as a test"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        switch arguments.subcommand {
        case Self.save.name: try await write(.script, arguments)
        case Self.test.name: try await write(.test, arguments)
        case Self.delete.name: try delete(arguments)
        default: return try list(arguments)
        }
        return .nothing
    }

    // MARK: Entries

    @SessionActor private func list(_ arguments: CommandArguments) throws(Stop) -> CommandResult {
        let search = try arguments.text(Self.search)
        let entries = entries(arguments).filter { entry in search.map(entry.contains) ?? true }
        let count = try arguments.integer(Self.count) ?? entries.count
        // A program or a file gets it.
        if !arguments.streams, arguments.interpreter.scope.printsValues, !entries.isEmpty {
            arguments.console.notice(
                "the history has each line once, with those that failed and those of other sessions; "
                    + "`history save FILE` writes a script")
        }
        return entries.isEmpty ? .nothing : .text(entries.suffix(count).joined(separator: "\n"))
    }

    /// Without the statement that runs.
    @SessionActor private func entries(_ arguments: CommandArguments) -> [String] {
        let session = arguments.session
        let typed = session.host.readHistory()
        let earlier = typed.last.map { $0.text.hasPrefix("history") } == true ? typed.dropLast() : typed[...]
        let (connection, folder) = (session.connections.currentName, WorkingFolder.path)
        return earlier.filter { entry in
            let isHere = entry.folder == folder && entry.connection == connection
            return (!arguments.has(Self.failed) || entry.hasFailed) && (!arguments.has(Self.here) || isHere)
        }.map(\.text)
    }

    @SessionActor private func delete(_ arguments: CommandArguments) throws(Stop) {
        let session = arguments.session
        let text = try arguments.text(required: Self.text)
        let typed = session.host.readHistory().map(\.text)
        // The statement that runs contains the text, too.
        let own = typed.suffix(1).filter { $0.hasPrefix("history") }
        let found = typed.dropLast(own.count).filter { $0.contains(text) }
        guard !found.isEmpty else { throw .failed(.usage, "no entry of the history contains `\(text)`") }
        guard found.count == 1 || arguments.has(Self.all) else {
            throw .failed(
                .usage, "\(found.count) entries of the history contain `\(text)`",
                hint: "`history --search …` lists them; add `--all` to delete all of them")
        }
        _ = try session.host.removeFromHistory(Set(found + own))
        session.journal.remove(containing: text)
        arguments.console.notice("deleted \(found.count == 1 ? "1 entry" : "\(found.count) entries")")
    }

    // MARK: Scripts

    @SessionActor private func write(_ form: SavedScript.Form, _ arguments: CommandArguments) async throws(Stop) {
        let session = arguments.session
        let path = try arguments.text(required: Self.file)
        let selection = StepSelection(last: try arguments.integer(Self.last), since: try moment(arguments))
        try arguments.checkNew(path, replacedBy: Self.replace)
        let folder = WorkingFolder.folder(of: WorkingFolder.absolute(session.files.expand(path)))
        let script = SavedScript(form, in: folder, of: session, selection)
        guard script.count > 0 else {
            throw .failed(.usage, "there's nothing to save: no such statement succeeded at the prompt of this session")
        }
        var text = script.text
        if arguments.has(Self.edit) {
            guard let edited = try await TextEditor(session).edited(text, extension: "lamsh") else {
                arguments.console.notice("the text wasn't saved in the editor, so \(path) wasn't written")
                return
            }
            text = edited + "\n"
        }
        try await session.files.write(Array(text.utf8), to: path)
        let count = script.count == 1 ? "1 statement" : "\(script.count) statements"
        let next = form == .test ? "lamsh test \(path)" : "lamsh \(path)"
        arguments.console.notice("wrote \(count) to \(path); run it with: \(next)")
    }

    @SessionActor private func moment(_ arguments: CommandArguments) throws(Stop) -> Int? {
        guard let text = try arguments.text(Self.since) else { return nil }
        let host = arguments.session.host
        guard let moment = Moment(text, now: host.now(), zone: host.zone) else {
            throw .failed(.usage, "`\(text)` isn't a valid time for `--since`", hint: "for example \(Moment.syntax)")
        }
        return moment.milliseconds
    }
}

/// `record FILE`, `record off`
struct RecordCommand: BuiltinCommand {
    private static let file = Parameter("FILE", .file, help: "the script to write; off ends the recording")
    private static let replace = Parameter("replace", .flag, help: "replace an existing file")

    let signature = CommandSignature(
        "record", group: CommandGroup.shell,
        summary: "write the statements that succeed from now on to a script",
        operands: [file], options: [replace], effect: .changesSession,
        examples: [
            .init("record checkout.lamsh", "until `record off`, or the end of the session"),
            .init("record off", "the script is complete after each statement anyway"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        guard let path = try arguments.text(Self.file) else {
            let state = session.recording.map { "recording to \($0.path)" } ?? "not recording"
            return .text(state)
        }
        if path == "off" {
            guard let recording = session.recording else {
                throw .failed(.usage, "nothing is recorded", hint: "`record FILE` starts a recording")
            }
            await recording.update(session)
            session.recording = nil
            arguments.console.notice("stopped recording to \(recording.path)")
            return .nothing
        }
        guard session.isAtPrompt else {
            throw .failed(.usage, "only statements typed at the prompt can be recorded")
        }
        try arguments.checkNew(path, replacedBy: Self.replace)
        let recording = Recording(path, session)
        try await recording.write(session)
        session.recording = recording
        arguments.console.notice("recording to \(path) until `record off`")
        return .nothing
    }
}

extension CommandArguments {
    /// Throws if the file exists, unless the option says to replace it.
    fileprivate func checkNew(_ path: String, replacedBy option: Parameter) throws(Stop) {
        guard !has(option), FileManager.default.fileExists(atPath: session.files.expand(path)) else { return }
        throw .failed(.file, "`\(path)` already exists", hint: "add `--\(option.name)` to replace it")
    }
}
