// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// The outline of a text that is right, or its diagnostics.
func outline(_ text: String, layout: Layout = .text) -> String {
    switch Parser.parse(Source(text: text), vocabulary: .test, layout: layout) {
    case .script(let script, _): Outline.of(script)
    case .failure(let diagnostics): faults(diagnostics, in: text)
    }
}

/// The errors of a text, one a line, as `message @ marked text`; empty when it is right.
func faults(_ text: String, layout: Layout = .text, vocabulary: Vocabulary = .test) -> String {
    switch Parser.parse(Source(text: text), vocabulary: vocabulary, layout: layout) {
    case .script: ""
    case .failure(let diagnostics): faults(diagnostics.filter { $0.severity == .error }, in: text)
    }
}

/// The rendered diagnostics of a text, notes included.
func rendered(_ text: String, name: String? = "t.lamsh", layout: Layout = .text) -> String {
    let source = Source(name: name, text: text)
    let found: [Diagnostic] =
        switch Parser.parse(source, vocabulary: .test, layout: layout) {
        case .script(_, let notes): notes
        case .failure(let diagnostics): diagnostics
        }
    return found.map { Message($0, in: source).plainText(hiding: { _ in [] }) }.joined(separator: "\n")
}

private func faults(_ diagnostics: [Diagnostic], in text: String) -> String {
    diagnostics.map { "\($0.message) @ \(Source(text: text).text(in: $0.range))" }.joined(separator: "\n")
}

/// A text and what is expected of it; described by the text, so that a failure names it.
struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: String

    init(_ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { text }
}
