// SPDX-License-Identifier: GPL-3.0-or-later

/// The source line with the beginning of a place, and the mark to show below the line.
package struct SourceExcerpt {
    /// The maximum number of columns of a source line to show; a longer line is cut around the place.
    package static let width = 120

    let line: String
    let mark: String

    /// nil if the line is empty.
    init?(of place: SourcePlace) {
        let (source, range) = (place.source, place.range)
        let line = source.lineRange(at: range.lowerBound)
        guard !line.isEmpty else { return nil }
        let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
        let end = min(max(range.upperBound, start), line.upperBound)
        var before = VisibleText(source.text(in: line.lowerBound..<start))
        let marked = VisibleText(source.text(in: start..<end))
        var after = VisibleText(source.text(in: end..<line.upperBound))
        before.keepLast(Self.width / 2)
        after.keepFirst(max(0, Self.width - before.width - min(marked.width, 60)))
        var shown = marked
        shown.keepFirst(Self.width / 2)
        self.line = before.text + shown.text + after.text
        mark = before.blank + "^" + String(repeating: "~", count: max(0, shown.width - 1))
    }
}
