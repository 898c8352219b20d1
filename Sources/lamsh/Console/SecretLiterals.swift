// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// Secrets that are spelled out in a text of the language, found without parsing: whatever else is wrong with it.
enum SecretLiterals {
    private static let options = ["--secret-key", "--session-token"]

    /// Whether `text` gives a literal to an option that holds a secret (`<<name>>` is no literal), or a value to a secret
    /// variable: such a statement is kept from the history.
    static func areSpelled(in text: String) -> Bool {
        options.contains { option in text.ranges(of: option).contains { literalFollows(text[$0.upperBound...]) } }
            || statements(of: text).contains { valueOfSecret($0, in: text) != nil }
    }

    /// The literals without their quotes: what is hidden where a text is shown that could not be run.
    static func literals(in text: String) -> [String] {
        let given = options.flatMap { option in text.ranges(of: option).map { text[$0.upperBound...] } }
        // Without quotes it is a command or an expression.
        let assigned = statements(of: text).compactMap { valueOfSecret($0, in: text) }
            .filter { ["'", "\""].contains($0.first { !isBeforeValue($0) }) }
        return (given + assigned).filter(literalFollows).map(literal)
            .filter { $0.count >= SecretStatement.minimumLength }
    }

    private static func literalFollows(_ rest: Substring) -> Bool {
        let value = rest.drop(while: isBeforeValue)
        return !value.isEmpty && !value.hasPrefix("<<") && !value.hasPrefix("-") && !value.hasPrefix("\n")
    }

    private static func literal(_ rest: Substring) -> String {
        let value = rest.drop(while: isBeforeValue)
        if let quote = value.first, quote == "'" || quote == "\"" {
            return String(value.dropFirst().prefix { $0 != quote && !$0.isNewline })
        }
        return String(value.prefix { !$0.isWhitespace && $0 != ";" })
    }

    private static func isBeforeValue(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "="
    }

    private static func statements(of text: String) -> [Substring] {
        text.split { $0 == ";" || $0 == "\n" || $0 == "{" }.map { $0.drop(while: \.isWhitespace) }
    }

    /// What follows the `=` of `secret NAME = VALUE`, to the end of the text: the value may hold what parts statements.
    private static func valueOfSecret(_ statement: Substring, in text: String) -> Substring? {
        guard statement.hasPrefix("secret"), statement.dropFirst(6).first?.isWhitespace == true,
            let sign = statement.firstIndex(of: "=")
        else { return nil }
        return text[text.index(after: sign)...]
    }
}
