// SPDX-License-Identifier: GPL-3.0-or-later

/// The number of terminal columns of a text, by Unicode's tables.
package enum DisplayWidth {
    /// The columns of `text`; ANSI sequences and control characters have none.
    package static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        var meter = DisplayMeter()
        var isSequence = false
        for scalar in text.unicodeScalars {
            if isSequence {
                // A colour sequence ends with its first letter.
                if scalar.isASCII && scalar.properties.isAlphabetic { isSequence = false }
            } else if scalar == "\u{1B}" {
                isSequence = true
            } else {
                meter.add(scalar)
            }
        }
        return meter.width
    }

    /// `text` if it fits into `width` columns, otherwise its beginning and `…`. `text` must not contain ANSI sequences.
    package static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        guard width > 0 else { return "" }
        var result = ""
        var meter = DisplayMeter()
        for character in text {
            for scalar in character.unicodeScalars { meter.add(scalar) }
            if meter.width > width - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// `text` followed by spaces up to `width` columns.
    package static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - of(text), 0))
    }
}
