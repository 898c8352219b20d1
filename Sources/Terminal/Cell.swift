// SPDX-License-Identifier: GPL-3.0-or-later

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
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isControl(scalar) {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// C0, C1 and DEL, and the marks that change the direction of writing.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// The members of objects laid out in columns.
enum Columns {
    /// All keys of `objects`, in the order in which they first appear.
    static func keys(of objects: [JSONObject]) -> [String] {
        var seen = Set<String>()
        return objects.flatMap(\.keys).filter { seen.insert($0).inserted }
    }
}
