// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// One value as the text of a cell in a table or a CSV file.
enum Cell {
    /// Strings without quotes, null and missing values as empty text, arrays and objects as compact JSON.
    static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .number(let number): number.text
        case .bool, .array, .object: value?.description ?? ""
        }
    }

    /// `text` with its control characters spelled out: a cell is one line, and data must not steer the terminal.
    static func visible(_ text: String) -> String { ControlCharacters.spelled(text) }

    /// `text` between marks that keep what's around it in its place if it contains right-to-left writing.
    static func leftToRight(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isRightToLeft) else { return text }
        return "\u{200E}\(text)\u{200E}"
    }

    /// Letters and numbers of right-to-left scripts, by block (UAX #9).
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

/// The members of objects arranged in columns.
enum Columns {
    /// All keys of `objects`, in order of first appearance.
    static func keys(of objects: [JSONObject]) -> [String] {
        // Not a set of strings, which takes the two spellings of `é` for one key.
        var seen = JSONObject()
        for key in objects.lazy.flatMap(\.keys) where seen[key] == nil { seen[key] = .null }
        return seen.keys
    }
}
