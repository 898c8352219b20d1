// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The lines of a message, with the role of each part, to be rendered as plain text or in colour.
///
/// The format is that of compilers: `file:line:column: error: message`, the source line, a mark under the place, notes,
/// and a hint. Without a file name, as at the prompt, the first line begins with the severity.
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

    private struct Span: Sendable, Equatable {
        var text: String
        var role: Role
    }

    private var lines: [[Span]] = []

    /// - Parameter secrets: are masked in the source line. In the message's own texts, only users and passwords in URLs
    ///   are.
    package init(_ message: Message, hiding secrets: SecretRanges) {
        let texts = Self.visibleLines(message.text)
        lines.append([
            Span(text: Self.heading(of: message.place), role: .plain),
            Span(text: "\(message.severity.rawValue):", role: Self.role(of: message.severity)),
            Span(text: " \(texts[0])", role: .plain),
        ])
        for text in texts.dropFirst() { append(indented: text) }
        if let excerpt = message.place.flatMap({ SourceExcerpt(of: $0, hiding: secrets) }) {
            append(indented: excerpt.line)
            append(indented: excerpt.mark, .mark)
        }
        for note in message.notes {
            for text in Self.visibleLines(note.text) { append(indented: text, Self.role(of: note.role)) }
        }
        if let hint = message.hint {
            lines.append([
                Span(text: "hint:", role: .hint),
                Span(text: " \(Self.visibleLines(hint).joined(separator: " "))", role: .plain),
            ])
        }
    }

    private mutating func append(indented text: String, _ role: Role = .plain) {
        lines.append([Span(text: "    \(text)", role: role)])
    }

    /// The lines joined by newlines, without a final one.
    ///
    /// - Parameter style: colours a part according to its role.
    package func text(_ style: (String, Role) -> String = { text, _ in text }) -> String {
        lines.map { $0.map { style($0.text, $0.role) }.joined() }.joined(separator: "\n")
    }

    private static func heading(of place: SourcePlace?) -> String {
        guard let place, place.source.name != nil else { return "" }
        return VisibleText("\(place): ").text
    }

    private static func role(of severity: Diagnostic.Severity) -> Role {
        switch severity {
        case .error: .error
        case .warning: .warning
        case .tip: .tip
        }
    }

    private static func role(of note: Message.Note.Role) -> Role {
        switch note {
        case .plain: .plain
        case .removed: .removed
        case .added: .added
        }
    }

    /// Line breaks in data stay line breaks; other control characters are spelled out.
    private static func visibleLines(_ text: String) -> [String] {
        let lines = URLUser.masked(in: text).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        // A line break at the end doesn't begin another line.
        let kept = lines.count > 1 && lines[lines.count - 1].isEmpty ? lines.dropLast() : lines[...]
        return kept.map { VisibleText(String($0)).text }
    }
}

extension Message {
    /// The message without colours.
    ///
    /// - Parameter secrets: are masked in the source line. In the message's own texts, only users and passwords in URLs
    ///   are.
    package func plainText(hiding secrets: SecretRanges) -> String { MessageText(self, hiding: secrets).text() }
}
