// SPDX-License-Identifier: GPL-3.0-or-later

/// The text that was meant by one with errors, where each of them says how it becomes right.
package enum Correction {
    /// How often the edits of one round may bring up errors with edits of their own: a prompt before a command line of
    /// another tool, with curly quotes in it.
    private static let rounds = 8

    /// nil unless the result has no errors left.
    package static func text(of source: Source, vocabulary: Vocabulary, layout: Layout) -> String? {
        var source = source
        for round in 0..<rounds {
            guard case .failure(let found) = Parser.parse(source, vocabulary: vocabulary, layout: layout) else {
                return round == 0 ? nil : source.text(in: 0..<source.bytes.count)
            }
            let errors = found.filter { $0.severity == .error }
            guard !errors.contains(where: \.edits.isEmpty) else { return nil }
            source = Source(text: source.text(after: errors.flatMap(\.edits)))
        }
        return nil
    }
}
