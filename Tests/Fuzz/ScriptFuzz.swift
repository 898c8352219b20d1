// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// A text is a script or has diagnostics, each of which lies within the text and can be drawn.
func fuzzScript(_ bytes: [UInt8]) {
    let source = Source(name: "fuzz", bytes: bytes)
    let vocabulary = Vocabulary(commands: [])
    for secret in Parser.secrets(in: source, vocabulary: vocabulary) {
        precondition(secret.range.upperBound <= bytes.count, "a secret lies outside of the text")
    }
    for layout in [Layout.text, .prompt] {
        let diagnostics: [Diagnostic]
        switch Parser.parse(source, vocabulary: vocabulary, layout: layout) {
        case .script(_, let notes): diagnostics = notes
        case .failure(let found):
            precondition(!found.isEmpty, "a failure says why")
            diagnostics = found
        }
        for diagnostic in diagnostics {
            precondition(diagnostic.range.upperBound <= bytes.count + 1, "a diagnostic lies outside of the text")
            precondition(!Message(diagnostic, in: source).plainText(hiding: { _ in [] }).isEmpty)
        }
    }
}
