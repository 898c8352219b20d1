// SPDX-License-Identifier: GPL-3.0-or-later

/// The corrected text for a text with errors, if each error has an edit that fixes it, or a near name in its hint.
///
/// It's only offered: someone looks at it before it runs.
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
            let edits = errors.map(\.likelyEdits)
            guard !edits.contains(where: \.isEmpty) else { return nil }
            source = Source(text: source.text(after: edits.flatMap(\.self)))
        }
        return nil
    }

    /// The text from `statement` on, with the name at `range` corrected. What ran before the statement isn't repeated.
    package static func text(
        of source: Source, from statement: Int, replacing name: String, at range: SourceRange, with nearest: String
    ) -> String? {
        let written = source.text(in: range)
        guard let place = written.firstRange(of: name) else { return nil }
        let start = range.lowerBound + written[..<place.lowerBound].utf8.count
        let edits = [SourceEdit(0..<statement, ""), SourceEdit(start..<start + name.utf8.count, nearest)]
        return source.text(after: edits)
    }
}

extension Diagnostic {
    /// The edits that fix the source; if that isn't certain, the one that the hint suggests.
    fileprivate var likelyEdits: [SourceEdit] {
        guard edits.isEmpty, case .usage(let fault) = kind, let nearest = fault.nearest else { return edits }
        return [SourceEdit(range, nearest)]
    }
}

extension UsageFault {
    /// The name that was probably meant instead of the one at the place of the error.
    fileprivate var nearest: String? {
        switch self {
        case .unknownCommand(_, let nearest, let isVariable, _): isVariable ? nil : nearest
        case .unknownOption(_, _, .nearest(let option)): option
        case .unknownSubcommand(_, _, let nearest, _), .unknownArgument(_, _, let nearest): nearest
        case .unsuitable(_, .notAChoice(_, _, let nearest)): nearest
        default: nil
        }
    }
}
