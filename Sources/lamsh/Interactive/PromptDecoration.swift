// SPDX-License-Identifier: GPL-3.0-or-later

import Base
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
        var place: HistoryPlace
        var settings: Settings
        var palette: Palette
    }

    private let history: History
    private let snapshot = Mutex<Snapshot?>(nil)

    init(history: History) { self.history = history }

    /// Takes what the next line needs.
    @SessionActor
    func prepare(for app: Application, after earlierLines: String, functions: Set<String>?) {
        let capabilities = app.console.out.capabilities
        guard capabilities.isTerminal, capabilities.hasColor else { return snapshot.withLock { $0 = nil } }
        let session = app.session
        let world = session.completionWorld
        let folder = Folders(environment: app.environment).current
        let snapshot = Snapshot(
            world: Highlighting.World(world.vocabulary, functions: functions), variables: world.variables,
            before: earlierLines.isEmpty ? "" : earlierLines + "\n",
            place: HistoryPlace(connection: session.connections.currentName, folder: folder),
            settings: session.settings, palette: capabilities.palette)
        self.snapshot.withLock { $0 = snapshot }
    }

    /// Where the line is typed.
    var place: HistoryPlace? { snapshot.withLock { $0?.place } }

    /// nil where lines are plain.
    var look: LineLook? {
        guard let snapshot = snapshot.withLock(\.self) else { return nil }
        return LineLook(palette: snapshot.palette) { [history] line, cursor in
            Decoration(
                spans: snapshot.settings.highlight ? Self.spans(of: line, cursor, snapshot) : [],
                suggestion: snapshot.settings.suggestions && cursor == line.utf8.count
                    ? history.rest(of: snapshot.before + line, at: snapshot.place) ?? "" : "",
                hint: snapshot.settings.hints ? Self.hint(for: line, cursor, snapshot) : [])
        }
    }

    private static func spans(of line: String, _ cursor: Int, _ snapshot: Snapshot) -> [Decoration.Span] {
        let offset = snapshot.before.utf8.count
        let parts = Highlighting.parts(of: snapshot.before + line, cursor: offset + cursor, in: snapshot.world)
        return parts.compactMap { part in
            guard part.range.upperBound > offset else { return nil }
            return Decoration.Span(
                max(part.range.lowerBound - offset, 0)..<part.range.upperBound - offset, style(of: part.kind))
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
        let hint = Hint(
            for: snapshot.before + line, cursor: snapshot.before.utf8.count + cursor,
            vocabulary: snapshot.world.vocabulary, variables: snapshot.variables)
        return hint.parts.map { Decoration.HintPart($0.text, $0.isDue ? .due : .suggestion) }
    }
}
