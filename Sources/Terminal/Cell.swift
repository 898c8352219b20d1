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
