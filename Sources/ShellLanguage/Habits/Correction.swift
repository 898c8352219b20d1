// SPDX-License-Identifier: GPL-3.0-or-later

/// The corrected text for a text with errors, if each error has an edit that fixes it.
package enum Correction {
    /// The maximum number of rounds: edits can reveal errors with other edits, for example a prompt before another
    /// tool's command line with curly quotes in it.
    private static let rounds = 8

    /// The corrected text; nil if any errors are left in it.
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
