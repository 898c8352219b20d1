// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON values as CSV (RFC 4180, with lines ending in LF as Unix tools expect).
public enum CSVEmitter {
    /// An array of objects, or one object: a header and one line each. An array of arrays: one line each. Anything
    /// else: one column `value`. Null is an empty cell; nested arrays and objects are compact JSON.
    public static func text(_ value: JSONValue) -> String {
        let values = value.array ?? [value]
        let objects = values.compactMap(\.object)
        if objects.count == values.count {
            let keys = Columns.keys(of: objects)
            guard !keys.isEmpty else { return "" }
            return line(keys) + objects.map { object in line(keys.map { Cell.text(object[$0]) }) }.joined()
        }
        let arrays = values.compactMap(\.array)
        if arrays.count == values.count { return arrays.map { line($0.map(Cell.text)) }.joined() }
        return line(["value"]) + values.map { line([Cell.text($0)]) }.joined()
    }

    private static func line(_ cells: [String]) -> String {
        // Many readers would skip an empty line.
        if cells == [""] { return "\"\"\n" }
        return cells.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
            default: false
            }
        }
        guard needsQuotes || cell.utf8.first == UInt8(ascii: " ") || cell.utf8.last == UInt8(ascii: " ") else {
            return cell
        }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
