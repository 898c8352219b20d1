// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
package import ShellLanguage
package import Terminal

/// Where results, notices and diagnostics go, and where questions are asked: the shell's view of the terminal.
package protocol Console: AnyObject, Sendable {
    /// Writes a result to standard output: formatted as `look` says for people on a terminal, as bytes for programs
    /// otherwise. Returns when it's written, or when the pager that shows it is left.
    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) async

    /// The text that `show` writes to pipes and files, with its final newline.
    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8]

    /// Writes bytes to standard output unchanged.
    func write(_ bytes: [UInt8])

    /// One line to standard error: a notice, progress, a tip.
    func notice(_ line: String)

    /// Lines of a function's log, to standard error.
    func log(_ text: String)

    /// An error or a warning on standard error, drawn with its source line.
    func report(_ failure: Failure)
    func report(_ diagnostics: [Diagnostic], in source: Source)

    /// Asks for a line of text.
    func ask(_ prompt: String) async -> Answer<String>

    /// Asks for text without echo. Questions that come at the same time are asked one after the other.
    func askSecret(_ prompt: String) async -> Answer<String>

    /// Asks a yes-or-no question; `y` means yes. Questions that come at the same time are asked one after the other.
    func confirm(_ question: String) async -> Answer<Bool>

    /// Shows a value as a tree to look around in, until the person leaves it.
    ///
    /// - Parameter expression: the expression for a part of the value.
    /// - Returns: The expression of the part that the person chose; `.declined` if they chose none.
    func browse(
        _ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) async -> Answer<String>

    /// A screen to draw on below the output so far; nil if there's no terminal, or if it can't move the cursor.
    func makeScreen() -> (any LiveScreen)?

    /// Clears the screen, if there is one.
    func clear()

    /// Whether output waits for its turn; then programs mustn't write to standard output directly.
    var buffers: Bool { get }

    /// Shows `progress` until the task is cancelled; called by `withProgress`.
    func follow(_ progress: Progress) async

    /// Whether `follow` shows anything.
    func follows(_ audience: Progress.Audience) -> Bool

    /// Chooses colours for another background.
    func use(_ theme: Theme)

    /// Turns colours on or off.
    func use(_ color: ColorChoice)

    /// Replaces `text` by `•••` in everything that's written from now on.
    func hide(_ text: String)

    /// `bytes` with secrets replaced by `•••`, for results files and reports.
    func redact(_ bytes: [UInt8]) -> [UInt8]

    /// Where secrets are in a whole source, among them users and passwords in URLs: it's cut before it's shown, and
    /// parts of secrets can't be recognised.
    func secretRanges(in text: [UInt8]) -> [Range<Int>]

    /// Hides secrets in text that arrives in pieces, and passes it to `write`.
    func redactedStream() -> RedactedStream
}

extension Console {
    package func redact(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }

    /// Source text without its secrets.
    func concealed(_ source: String) -> String {
        let bytes = Array(source.utf8)
        return String(decoding: bytes.masking(secretRanges(in: bytes)), as: UTF8.self)
    }
}

/// How a value is best shown.
package enum View: Sendable, Equatable {
    case json
    /// An array of objects with these members as columns; empty means all. `links`: addresses that a terminal opens, by
    /// the first member's value.
    case table(columns: [String], links: [String: String] = [:])
    /// One object, its members under each other.
    case card
    /// Text, written as it is.
    case text
    /// A log event, or an array of them. Events of the day on which the command started, a moment in milliseconds since
    /// 1970, are shown without their date.
    case log(started: Int)
    /// This text at a terminal, the value everywhere else.
    case report(String)
    /// These lines at a terminal, in the colours of their roles; the value everywhere else.
    case lines([Message.Note])
}

extension View {
    /// How to show a part of the value, which has different members.
    var ofPart: View {
        switch self {
        case .table: .table(columns: [])
        case .card, .json, .report, .lines, .log: .json
        case .text: .text
        }
    }
}

/// The forms of `--output`.
package enum OutputForm: String, Sendable, CaseIterable {
    case table, json, jsonl, yaml, csv, raw, none

    /// The AWS CLI's names for it.
    var namesElsewhere: [String] {
        switch self {
        case .raw: ["text"]
        case .yaml: ["yaml-stream"]
        case .none: ["off"]
        case .table, .json, .jsonl, .csv: []
        }
    }
}
