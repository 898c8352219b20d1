// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the known name that was probably meant by a misspelt one.
package enum Suggestion {
    /// The candidate that's nearest to `name`, according to `near`; nil if none is near enough.
    package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        near(name, among: candidates).first
    }

    /// The candidates that may have been meant by `name`, the nearest first.
    ///
    /// These are the candidates with the smallest Damerau–Levenshtein distance, ignoring case; if all are too far off,
    /// those with the same words in another order, or else those that begin with `name`. Equally near ones are in
    /// alphabetical order.
    package static func near(_ name: String, among candidates: some Sequence<String>) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        // At most a third of the letters can differ, so that short names only suggest near ones.
        let limit = max(1, min(3, wanted.count / 3))
        let candidates = Set(candidates).sorted()
        let misspelt = candidates.compactMap { candidate -> (name: String, distance: Int)? in
            let letters = Array(candidate.lowercased().unicodeScalars)
            guard abs(letters.count - wanted.count) <= limit else { return nil }
            let distance = distance(wanted, letters)
            return distance <= limit ? (candidate, distance) : nil
        }
        if let smallest = misspelt.map(\.distance).min() {
            return misspelt.filter { $0.distance == smallest }.map(\.name)
        }
        let words = words(name)
        let reordered = words.count > 1 ? candidates.filter { self.words($0) == words } : []
        guard reordered.isEmpty, wanted.count >= 3 else { return reordered }
        return candidates.filter { $0.lowercased().unicodeScalars.starts(with: wanted) }
    }

    /// The words between hyphens, underscores and the like, in alphabetical order.
    private static func words(_ name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty else { return b.count }
        guard !b.isEmpty else { return a.count }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            row.reserveCapacity(b.count + 1)
            for j in 1...b.count {
                let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var cost = min(last[j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
