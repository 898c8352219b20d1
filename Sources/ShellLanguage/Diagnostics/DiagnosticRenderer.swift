// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws a diagnostic as compilers do: `file:line:column: error: message`, the source line, a mark under the place, and
/// a hint. Without a file name, as at the prompt, the first line begins with the severity.
package struct DiagnosticRenderer: Sendable {
    /// Cells of a source line that are shown; a longer line is cut around the place.
    package static let lineWidth = 120

    private let source: Source

    package init(_ source: Source) {
        self.source = source
    }

    package func render(_ diagnostic: Diagnostic) -> MessageText {
        var text = render(diagnostic.severity.rawValue, diagnostic.message, at: diagnostic.range)
        if let hint = diagnostic.hint { text.append(hint: hint) }
        return text
    }

    /// The same for what is found while running, without a hint. `severity` is the word before the message.
    package func render(_ severity: String, _ message: String, at range: SourceRange) -> MessageText {
        var text = MessageText(place: heading(at: range.lowerBound), severity: severity, message: message)
        if let (line, mark) = excerpt(of: range) { text.append(source: line, mark: mark) }
        return text
    }

    private func heading(at offset: Int) -> String {
        guard let name = source.name else { return "" }
        let position = source.position(of: offset)
        return "\(name):\(position.line):\(position.column): "
    }

    /// The line that holds the beginning of `range`, and the mark below it.
    private func excerpt(of range: SourceRange) -> (line: String, mark: String)? {
        let line = source.lineRange(at: range.lowerBound)
        guard !line.isEmpty else { return nil }
        let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
        let end = min(max(range.upperBound, start), line.upperBound)
        var before = VisibleText(source.text(in: line.lowerBound..<start))
        let marked = VisibleText(source.text(in: start..<end))
        var after = VisibleText(source.text(in: end..<line.upperBound))
        before.keepLast(DiagnosticRenderer.lineWidth / 2)
        after.keepFirst(max(0, DiagnosticRenderer.lineWidth - before.width - min(marked.width, 60)))
        var shown = marked
        shown.keepFirst(DiagnosticRenderer.lineWidth / 2)
        let mark = "^" + String(repeating: "~", count: max(0, shown.width - 1))
        return ("    " + before.text + shown.text + after.text, "    " + before.blank + mark)
    }
}
