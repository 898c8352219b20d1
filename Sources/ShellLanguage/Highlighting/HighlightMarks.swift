// SPDX-License-Identifier: GPL-3.0-or-later

/// What the parser met while it read a text, also in statements that aren't finished: parts with their meaning, of which
/// an inner one counts more than the one around it.
struct HighlightMarks {
    private(set) var parts: [Highlight] = []
    /// The calls with their arguments so far.
    private(set) var calls: [(name: String, arguments: [RawArgument])] = []
    /// Where the variables of the expressions that compile are, by the place of their `<<`.
    private(set) var variables: [Int: [Int]] = [:]

    mutating func add(_ kind: Highlight.Kind, _ range: SourceRange) {
        if !range.isEmpty { parts.append(Highlight(kind, range)) }
    }

    mutating func add(_ interpolation: Interpolation) {
        variables[interpolation.range.lowerBound] = interpolation.variables.map { $0.range.lowerBound }
    }

    mutating func add(call name: String, _ arguments: [RawArgument]) { calls.append((name, arguments)) }
}
