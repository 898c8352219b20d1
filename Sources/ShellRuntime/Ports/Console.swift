// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import ShellLanguage

/// Where results, notices and diagnostics go, and where secrets are asked for: the shell's view of the terminal.
package protocol Console: AnyObject, Sendable {
    /// Writes a result to standard output: formatted for people on a terminal, as bytes for programs otherwise.
    func show(_ value: Value, as view: View, form: OutputForm?)

    /// The text that `show` gives off a terminal, with its final newline; what pipes and files get.
    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8]

    /// Bytes to standard output as they are.
    func write(_ bytes: [UInt8])

    /// One line to standard error: a notice, progress, a tip.
    func notice(_ line: String)

    /// An error or a warning on standard error, drawn with its source line.
    func report(_ failure: Failure)
    func report(_ diagnostics: [Diagnostic], in source: Source)

    /// Asks for text without echo; nil when there is no terminal or the person gave up.
    func askSecret(_ prompt: String) async -> String?

    /// Empties the screen, where there is one.
    func clear()

    /// Whether what is written waits for its turn; then programs may not write to standard output themselves.
    var buffers: Bool { get }

    /// Makes `text` appear as `•••` in everything that is written from now on.
    func hide(_ text: String)
}

extension Console {
    package var buffers: Bool { false }
}

/// How a value was meant to be looked at.
package enum View: Sendable, Equatable {
    case json
    /// An array of objects with these members as columns; empty means all.
    case table(columns: [String])
    /// Text, written as it is.
    case text
    /// A log event, or an array of them.
    case log
}

/// The forms of `--output`.
package enum OutputForm: String, Sendable, CaseIterable {
    case table, json, jsonl, yaml, csv, raw, none
}
