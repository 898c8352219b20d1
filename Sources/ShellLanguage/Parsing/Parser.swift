// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns a text into a syntax tree.
package struct Parser {
    /// Parses and checks the whole of `source`; finds every error it can, not the first alone.
    package static func parse(_ source: Source, vocabulary: Vocabulary, layout: Layout = .text) -> ParseResult {
        fatalError("not written yet")
    }

    /// Whether `text`, typed at the prompt, is a whole line or needs another.
    package static func completeness(of text: String) -> Completeness { fatalError("not written yet") }
}

/// Whether a typed text can be run.
package enum Completeness: Sendable, Equatable {
    case complete
    /// Something is open at the end: another line is to be read and added.
    case incomplete(open: OpenConstruct)
    /// Another line cannot make it right.
    case invalid
}

/// What is still open at the end of a text; the continuation prompt shows it.
package enum OpenConstruct: String, Sendable {
    case block = "{"
    case template = "["
    case parenthesis = "("
    case interpolation = "<<"
    case singleQuote = "'"
    case doubleQuote = "\""
    case textBlock = "\"\"\""
    case pipe = "|"
    case backslash = "\\"
}
