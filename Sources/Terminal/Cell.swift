// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// One value as the text of a table's or a CSV file's cell.
enum Cell {
    /// Strings bare, null and what is missing empty, arrays and objects as compact JSON.
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

/// The members of objects laid out in columns.
enum Columns {
    /// All keys of `objects`, in the order in which they first appear.
    static func keys(of objects: [JSONObject]) -> [String] {
        var seen = Set<String>()
        return objects.flatMap(\.keys).filter { seen.insert($0).inserted }
    }
}
