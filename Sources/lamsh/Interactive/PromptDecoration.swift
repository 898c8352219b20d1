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
        var vocabulary: Vocabulary
        var hints: Hint.World
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
            vocabulary: world.vocabulary,
            hints: Hint.World(variables: world.variables, settings: world.settings, forms: StatementHelp.forms),
            before: earlierLines.isEmpty ? "" : earlierLines + "\n", aliases: session.aliases,
            place: HistoryPlace(connection: session.connections.currentName, folder: folder),
            settings: session.settings, palette: capabilities.palette)
        self.snapshot.withLock { $0 = snapshot }
    }

    /// nil where lines are plain.
    var look: LineLook? {
        guard let snapshot = snapshot.withLock(\.self) else { return nil }
        return LineLook(palette: snapshot.palette) { [history, functions] line, cursor in
            let settings = snapshot.settings
            let reading = settings.highlight || settings.hints ? Reading(line, cursor, snapshot) : nil
            return Decoration(
                spans: settings.highlight
                    ? reading?.spans(functions: functions(snapshot.place.connection)) ?? [] : [],
                suggestion: settings.suggestions && cursor == line.utf8.count
                    ? history.rest(of: snapshot.before + line, at: snapshot.place) ?? "" : "",
                hint: settings.hints ? reading?.hint(in: snapshot.hints) ?? [] : [])
        }
    }

    /// The line after the lines before it, with its alias replaced.
    private struct Reading {
        let text: TypedText
        let expansion: Aliases.Expansion?
        /// Where the line begins in the text that was typed.
        let start: Int

        init(_ line: String, _ cursor: Int, _ snapshot: Snapshot) {
            start = snapshot.before.utf8.count
            let typed = snapshot.before + line
            expansion = snapshot.aliases.expansion(of: typed)
            let place = start + cursor
            text = TypedText(
                expansion?.text ?? typed, cursor: expansion.map { $0.offset(of: place) ?? 0 } ?? place,
                vocabulary: snapshot.vocabulary)
        }

        func spans(functions: Set<String>?) -> [Decoration.Span] {
            var parts = text.parts(functions: functions).compactMap { part in
                let range = expansion.map { $0.typedRange(of: part.range) } ?? part.range
                return range.map { (range: $0, style: PromptDecoration.style(of: part.kind)) }
            }
            if let alias = expansion?.alias {
                let before = parts.prefix { $0.range.upperBound <= alias.lowerBound }.count
                parts.insert((alias, .command), at: before)
            }
            return parts.compactMap { part in
                guard part.range.upperBound > start else { return nil }
                return Decoration.Span(
                    max(part.range.lowerBound - start, 0)..<part.range.upperBound - start, part.style)
            }
        }

        func hint(in world: Hint.World) -> [Decoration.HintPart] {
            Hint(for: text, in: world).parts.map {
                Decoration.HintPart($0.text, $0.isDue ? .due : .suggestion)
            }
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
}
