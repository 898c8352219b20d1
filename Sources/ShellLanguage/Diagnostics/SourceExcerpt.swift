// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the secrets in a source: the ranges of bytes that must not be shown, in order.
package typealias SecretRanges = ([UInt8]) -> [SourceRange]

/// The source line with the beginning of a place, and the mark to show below the line.
package struct SourceExcerpt {
    /// The maximum number of columns of a source line to show; a longer line is cut around the place.
    package static let width = 120

    private static let mask = "•••"

    let line: String
    let mark: String

    /// Secrets are masked before the line is cut, which would leave parts that can't be recognised.
    ///
    /// nil if the line is empty.
    init?(of place: SourcePlace, hiding secrets: SecretRanges) {
        let (source, range) = (place.source, place.range)
        let line = source.lineRange(at: range.lowerBound)
        guard !line.isEmpty else { return nil }
        var start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
        var end = min(max(range.upperBound, start), line.upperBound)
        // The whole source is searched, since secrets can have several lines.
        let hidden = merged(secrets(source.bytes).map { $0.clamped(to: line) }.filter { !$0.isEmpty })
        for secret in hidden where secret.overlaps(start..<max(end, start + 1)) {
            (start, end) = (min(start, secret.lowerBound), max(end, secret.upperBound))
        }
        func text(_ range: SourceRange) -> VisibleText {
            var (text, position) = ("", range.lowerBound)
            for secret in hidden where range.contains(secret.lowerBound) {
                text += source.text(in: position..<secret.lowerBound) + Self.mask
                position = secret.upperBound
            }
            return VisibleText(text + source.text(in: position..<range.upperBound))
        }
        var before = text(line.lowerBound..<start)
        let marked = text(start..<end)
        var after = text(end..<line.upperBound)
        before.keepLast(Self.width / 2)
        after.keepFirst(max(0, Self.width - before.width - min(marked.width, 60)))
        var shown = marked
        shown.keepFirst(Self.width / 2)
        self.line = before.text + shown.text + after.text
        mark = before.blank + "^" + String(repeating: "~", count: max(0, shown.width - 1))
    }
}

/// In order and without overlaps.
private func merged(_ ranges: [SourceRange]) -> [SourceRange] {
    ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
        guard let last = merged.last, range.lowerBound <= last.upperBound else { return merged.append(range) }
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    }
}
