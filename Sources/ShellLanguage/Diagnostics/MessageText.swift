// SPDX-License-Identifier: GPL-3.0-or-later

/// A diagnostic or a failure in lines, of which each part says what it is: drawn once, as plain text or in colour.
package struct MessageText: Sendable, Equatable {
    package enum Role: Sendable {
        case plain
        /// The word before the message.
        case error, warning, tip
        /// The mark below the place.
        case mark
        case hint
        /// The sides of a difference.
        case removed, added
    }

    package struct Span: Sendable, Equatable {
        package var text: String
        package var role: Role
    }

    package private(set) var lines: [[Span]] = []

    /// - Parameters:
    ///   - place: what comes before the severity, as `FILE:LINE:COLUMN: `.
    ///   - message: its lines after the first are indented.
    init(place: String, severity: String, message: String) {
        let role: Role =
            switch severity {
            case Diagnostic.Severity.warning.rawValue: .warning
            case Diagnostic.Severity.tip.rawValue: .tip
            default: .error
            }
        let texts = Self.visibleLines(message)
        lines.append([
            Span(text: place, role: .plain), Span(text: "\(severity):", role: role),
            Span(text: " \(texts[0])", role: .plain),
        ])
        for text in texts.dropFirst() { append(indented: text) }
    }

    /// An error without a place.
    package init(message: String) {
        self.init(place: "", severity: Diagnostic.Severity.error.rawValue, message: message)
    }

    mutating func append(source line: String, mark: String) {
        lines.append([Span(text: line, role: .plain)])
        lines.append([Span(text: mark, role: .mark)])
    }

    /// Lines below the message, each with its own line breaks.
    package mutating func append(details: [String]) {
        for text in details.flatMap(Self.visibleLines) { append(indented: text) }
    }

    package mutating func append(hint: String) {
        lines.append([
            Span(text: "hint:", role: .hint),
            Span(text: " \(Self.visibleLines(hint).joined(separator: " "))", role: .plain),
        ])
    }

    private mutating func append(indented text: String) {
        let role: Role = text.hasPrefix("- ") ? .removed : text.hasPrefix("+ ") ? .added : .plain
        lines.append([Span(text: "    \(text)", role: role)])
    }

    /// Lines joined by newlines, without a final one.
    ///
    /// - Parameter style: puts a part into the colours of its role.
    package func text(_ style: (String, Role) -> String = { text, _ in text }) -> String {
        lines.map { $0.map { style($0.text, $0.role) }.joined() }.joined(separator: "\n")
    }

    /// Line breaks in data stay line breaks; other control characters are spelled out.
    private static func visibleLines(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        // The last line break ends the text.
        let kept = lines.count > 1 && lines[lines.count - 1].isEmpty ? lines.dropLast() : lines[...]
        return kept.map { VisibleText(String($0)).text }
    }
}
