// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import ShellRuntime

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

    /// What may be a part of a secret where the value of a secret variable isn't one literal: a quote that's missing or
    /// one too many, a text without quotes. Longer ones come first.
    static func fragments(in text: String) -> [String] {
        let values = statements(of: text).compactMap { valueOfSecret($0, in: text) }.map(trimmedLine)
        return values.filter(maySpellSecret).flatMap { value in
            [value] + value.split { $0.isWhitespace || "'\"`".contains($0) }
        }
        .filter { $0.count >= SecretStatement.minimumLength }.map(String.init).sorted { $0.count > $1.count }
    }

    private static func trimmedLine(_ rest: Substring) -> Substring {
        var value = rest.drop(while: isBeforeValue)
        // A text of several lines.
        for quotes in ["\"\"\"", "\'\'\'"] where value.hasPrefix(quotes) {
            let body = value.dropFirst(quotes.count)
            return body.firstRange(of: quotes).map { body[..<$0.lowerBound] } ?? body
        }
        value = value.prefix { !$0.isNewline }
        while value.last?.isWhitespace == true { value.removeLast() }
        return value
    }

    /// Programs, expressions and commands give a value, and spell none.
    private static func maySpellSecret(_ value: Substring) -> Bool {
        guard let first = value.first, first != "!", !value.hasPrefix("<<") else { return false }
        if "'\"".contains(first) {
            let rest = value.dropFirst().drop { $0 != first }.dropFirst().drop(while: \.isWhitespace)
            let isLiteral = value.dropFirst().contains(first) && (rest.isEmpty || ";}#".contains(rest.first ?? "#"))
            return !isLiteral
        }
        let word = value.prefix { !$0.isWhitespace }
        return CommandRegistry.standard[String(word)] == nil
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
