// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Isolation
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import Synchronization
import Terminal

/// Colours, suggestions and hints while a line is typed, from what the session knew when its prompt appeared.
final class PromptDecoration: Sendable {
    private struct Snapshot {
        var world: Highlighting.World
        var variables: JSONValue
        /// The lines of the statement before this one, each with its newline.
        var before: String
        var aliases: Aliases
        var place: HistoryPlace
        var settings: Settings
        var palette: Palette
    }

    private let history: History
    private let snapshot = Mutex<Snapshot?>(nil)

    /// The functions of a connection, which may become known while a line is typed.
    private let functions: @Sendable (_ connection: String?) -> Set<String>?

    init(history: History, functions: @escaping @Sendable (_ connection: String?) -> Set<String>?) {
        self.history = history
        self.functions = functions
    }

    /// Takes what the next line needs.
    @SessionActor
    func prepare(for app: Application, after earlierLines: String) {
        let capabilities = app.console.out.capabilities
        guard capabilities.isTerminal, capabilities.hasColor else { return snapshot.withLock { $0 = nil } }
        let session = app.session
        let world = session.completionWorld
        let folder = FileManager.default.currentDirectoryPath
        let snapshot = Snapshot(
            world: Highlighting.World(world.vocabulary), variables: world.variables,
            before: earlierLines.isEmpty ? "" : earlierLines + "\n", aliases: session.aliases,
            place: HistoryPlace(connection: session.connections.currentName, folder: folder),
            settings: session.settings, palette: capabilities.palette)
        self.snapshot.withLock { $0 = snapshot }
    }

    /// nil where lines are plain.
    var look: LineLook? {
        guard let snapshot = snapshot.withLock(\.self) else { return nil }
        return LineLook(palette: snapshot.palette) { [history, functions] line, cursor in
            var snapshot = snapshot
            snapshot.world.functions = functions(snapshot.place.connection)
            return Decoration(
                spans: snapshot.settings.highlight ? Self.spans(of: line, cursor, snapshot) : [],
                suggestion: snapshot.settings.suggestions && cursor == line.utf8.count
                    ? history.rest(of: snapshot.before + line, at: snapshot.place) ?? "" : "",
                hint: snapshot.settings.hints ? Self.hint(for: line, cursor, snapshot) : [])
        }
    }

    private static func spans(of line: String, _ cursor: Int, _ snapshot: Snapshot) -> [Decoration.Span] {
        let text = snapshot.before + line
        let offset = snapshot.before.utf8.count
        var parts: [(range: Range<Int>, style: Style)]
        if let expansion = snapshot.aliases.expansion(of: text) {
            let cursor = expansion.offset(of: offset + cursor) ?? 0
            let others = Highlighting.parts(of: expansion.text, cursor: cursor, in: snapshot.world).compactMap { part in
                expansion.typedRange(of: part.range).map { ($0, style(of: part.kind)) }
            }
            let before = others.prefix { $0.0.upperBound <= expansion.alias.lowerBound }.count
            parts = others
            parts.insert((expansion.alias, style(of: .command)), at: before)
        } else {
            parts = Highlighting.parts(of: text, cursor: offset + cursor, in: snapshot.world).map { part in
                (part.range, style(of: part.kind))
            }
        }
        return parts.compactMap { part in
            guard part.range.upperBound > offset else { return nil }
            return Decoration.Span(
                max(part.range.lowerBound - offset, 0)..<part.range.upperBound - offset, part.style)
        }
    }

    private static func style(of kind: Highlight.Kind) -> Style {
        switch kind {
        case .command: .command
        case .keyword: .keyword
        case .option: .option
        case .string: .string
        case .literal: .number
        case .key: .key
        case .expression, .comment: .punctuation
        case .variable: .variable
        case .function: .function
        case .program: .literal
        case .unknownName: .unknownName
        case .mistake: .mistake
        case .bracket: .bracket
        }
    }

    private static func hint(for line: String, _ cursor: Int, _ snapshot: Snapshot) -> [Decoration.HintPart] {
        let text = snapshot.before + line
        let cursor = snapshot.before.utf8.count + cursor
        let expansion = snapshot.aliases.expansion(of: text)
        let expandedCursor = expansion?.offset(of: cursor)
        let hint = Hint(
            for: expandedCursor == nil ? text : expansion?.text ?? "", cursor: expandedCursor ?? cursor,
            vocabulary: snapshot.world.vocabulary, variables: snapshot.variables)
        return hint.parts.map { Decoration.HintPart($0.text, $0.isDue ? .due : .suggestion) }
    }
}
