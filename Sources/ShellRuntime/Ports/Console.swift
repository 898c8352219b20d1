// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import ShellLanguage
package import Terminal

/// Where results, notices and diagnostics go, and where secrets are asked for: the shell's view of the terminal.
package protocol Console: AnyObject, Sendable {
    /// Writes a result to standard output: formatted as `look` says for people on a terminal, as bytes for programs
    /// otherwise. Returns when it's written, or when the pager that shows it is left.
    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) async

    /// The text that `show` gives off a terminal, with its final newline; what pipes and files get.
    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8]

    /// Bytes to standard output as they are.
    func write(_ bytes: [UInt8])

    /// One line to standard error: a notice, progress, a tip.
    func notice(_ line: String)

    /// Lines of a function's log to standard error, beside its result.
    func log(_ text: String)

    /// An error or a warning on standard error, drawn with its source line.
    func report(_ failure: Failure)
    func report(_ diagnostics: [Diagnostic], in source: Source)

    /// Asks for text without echo. Questions that come at the same time are asked one after the other.
    func askSecret(_ prompt: String) async -> Answer<String>

    /// Asks a question that `y` answers with yes. Questions that come at the same time are asked one after the other.
    func confirm(_ question: String) async -> Answer<Bool>

    /// Empties the screen, where there is one.
    func clear()

    /// Whether what is written waits for its turn; then programs may not write to standard output themselves.
    var buffers: Bool { get }

    /// Shows what `progress` says until the task is cancelled; `withProgress` calls it.
    func follow(_ progress: Progress) async

    /// Whether anybody sees what `follow` shows.
    func follows(_ audience: Progress.Audience) -> Bool

    /// Chooses colours for another background.
    func use(_ theme: Theme)

    /// Makes `text` appear as `•••` in everything that is written from now on.
    func hide(_ text: String)

    /// `bytes` with `•••` for what is hidden, for a file that tells what happened.
    func redact(_ bytes: [UInt8]) -> [UInt8]

    /// Hides the secrets of a text that comes in pieces, which are `write`n as they are then.
    func redactedStream() -> RedactedStream
}

/// How a value was meant to be looked at.
package enum View: Sendable, Equatable {
    case json
    /// An array of objects with these members as columns; empty means all.
    case table(columns: [String])
    /// One object, its members under each other.
    case card
    /// Text, written as it is.
    case text
    /// A log event, or an array of them.
    case log
    /// This text at a terminal, the value everywhere else.
    case report(String)
}

extension View {
    /// How a part of a value is looked at: it has members of its own.
    var ofPart: View {
        switch self {
        case .table: .table(columns: [])
        case .card, .json, .report, .log: .json
        case .text: .text
        }
    }
}

/// The forms of `--output`.
package enum OutputForm: String, Sendable, CaseIterable {
    case table, json, jsonl, yaml, csv, raw, none
}
