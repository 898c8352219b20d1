// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits text into words as Python's `shlex.split` does: quotes and backslashes as in a POSIX shell, without
/// expansion.
package enum ShellWords {
    /// nil if a quote isn't closed, or nothing follows the last backslash.
    package static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var rest = text[...]
        while let character = rest.popFirst() {
            switch (quote, character) {
            case (nil, "\\"):
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + String(next)
            case ("\"", "\\"):
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + (next == "\"" || next == "\\" ? String(next) : "\\\(next)")
            case (nil, "\""), (nil, "'"):
                quote = character
                word = word ?? ""
            case (let open?, _) where open == character:
                quote = nil
            case (nil, _) where character.isWhitespace:
                if let finished = word { words.append(finished) }
                word = nil
            default:
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let finished = word { words.append(finished) }
        return words
    }
}
