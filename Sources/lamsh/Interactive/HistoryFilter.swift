// SPDX-License-Identifier: GPL-3.0-or-later

/// Keeps statements that spell out a secret from the history.
enum HistoryFilter {
    /// Whether `entry` gives a literal to an option or a variable that holds a secret; `<<name>>` is no literal.
    static func holdsSecret(_ entry: String) -> Bool {
        ["--secret-key", "--session-token"].contains { option in
            entry.ranges(of: option).contains { literalFollows(entry[$0.upperBound...]) }
        }
            || statements(of: entry).contains { statement in
                statement.hasPrefix("secret") && statement.dropFirst(6).first?.isWhitespace == true
                    && statement.contains("=")
            }
    }

    private static func literalFollows(_ rest: Substring) -> Bool {
        let value = rest.drop { $0 == " " || $0 == "\t" || $0 == "=" }
        return !value.isEmpty && !value.hasPrefix("<<") && !value.hasPrefix("-") && !value.hasPrefix("\n")
    }

    private static func statements(of entry: String) -> [Substring] {
        entry.split { $0 == ";" || $0 == "\n" || $0 == "{" }.map { $0.drop(while: \.isWhitespace) }
    }
}
