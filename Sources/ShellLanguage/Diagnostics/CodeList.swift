// SPDX-License-Identifier: GPL-3.0-or-later

extension Collection<String> {
    /// The words in backquotes, as messages show code, with `conjunction` before the last one: "`a`, `b` or `c`".
    package func codeList(_ conjunction: String) -> String {
        let words = map { "`\($0)`" }
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
