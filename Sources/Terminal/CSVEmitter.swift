// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON values as CSV (RFC 4180, with lines ending in LF as Unix tools expect).
public struct CSVEmitter {
    /// The character between cells.
    public enum Delimiter: Character, Sendable { case comma = ",", tab = "\t" }

    private let delimiter: Delimiter

    /// An array of objects, or one object: a header and one line each. An array of arrays: one line each. Anything
    /// else: one column `value`. Null is an empty cell; nested arrays and objects are compact JSON.
    public static func text(_ value: JSONValue, delimiter: Delimiter = .comma) -> String {
        CSVEmitter(delimiter: delimiter).text(value)
    }

    private func text(_ value: JSONValue) -> String {
        let values = value.array ?? [value]
        let objects = values.compactMap(\.object)
        if objects.count == values.count {
            let keys = Columns.keys(of: objects)
            guard !keys.isEmpty else { return "" }
            return header(keys) + objects.map { object in line(keys.map { Cell.text(object[$0]) }) }.joined()
        }
        let arrays = values.compactMap(\.array)
        if arrays.count == values.count {
            let lines = arrays.map { $0.map(Cell.text) }
            return (lines.first.map(header) ?? "") + lines.dropFirst().map { line($0) }.joined()
        }
        return line(["value"]) + values.map { line([Cell.text($0)]) }.joined()
    }

    /// Readers guess the delimiter from the first line, and take U+FEFF in front of it for a byte order mark.
    private func header(_ cells: [String]) -> String {
        line(cells) { cell in
            cell.utf8.contains { Self.otherDelimiters.contains($0) } || cell.unicodeScalars.first == "\u{FEFF}"
        }
    }

    private static let otherDelimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]

    private func line(_ cells: [String], quoting needsMore: (String) -> Bool = { _ in false }) -> String {
        // Many readers would skip an empty line.
        if cells == [""] { return "\"\"\n" }
        let texts = cells.map { needsQuotes($0) || needsMore($0) ? quoted($0) : $0 }
        return texts.joined(separator: String(delimiter.rawValue)) + "\n"
    }

    private func needsQuotes(_ cell: String) -> Bool {
        let own = delimiter.rawValue.asciiValue
        return cell.utf8.first == UInt8(ascii: " ") || cell.utf8.last == UInt8(ascii: " ")
            || cell.utf8.contains { byte in
                byte == own || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            }
    }

    private func quoted(_ cell: String) -> String {
        "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
