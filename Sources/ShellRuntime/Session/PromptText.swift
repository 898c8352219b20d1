// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// `set prompt`: text in which each `{field}` is replaced.
package struct PromptText: Sendable, Equatable {
    /// What a prompt can show.
    package enum Field: String, Sendable, CaseIterable {
        /// The connection, and the region unless it's in the name; `lamsh` without a connection.
        case `where`
        case connection, region, identity
        /// The current folder, with `~` for the home folder.
        case folder
        /// `HH:MM`, UTC.
        case time
        /// How long the last statement took.
        case took
    }

    private enum Part: Sendable, Equatable {
        case text(String)
        case field(Field)
    }

    package let source: String
    private let parts: [Part]

    package static let standard = PromptText(source: "{where}>", parts: [.field(.where), .text(">")])

    private init(source: String, parts: [Part]) {
        self.source = source
        self.parts = parts
    }

    /// Throws kind `usage` for an unknown field.
    init(_ source: String) throws(Failure) {
        var parts: [Part] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[open..<close].dropFirst())
            guard let field = Field(rawValue: name) else {
                throw Failure(
                    .usage, "the prompt has no field `{\(name)}`",
                    hint: "the fields are \(Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", "))")
            }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.field(field))
            rest = rest[close...].dropFirst()
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.init(source: source, parts: parts)
    }

    /// The prompt without its final space. Control characters are made visible, since names of folders and connections,
    /// and text from a script, could contain escape sequences.
    package func text(_ value: (Field) -> String) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): value(field)
            }
        }.joined()
        return ControlCharacters.spelled(text)
    }
}

extension Session {
    /// What `{where}` shows.
    package var place: String {
        guard let connection = connections.current else { return "lamsh" }
        // The embedded Lambda's region doesn't matter.
        guard connection.opened.kind == .aws, let region = connection.opened.region, region != connection.name else {
            return connection.name
        }
        return "\(connection.name) \(region)"
    }
}
