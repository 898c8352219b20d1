// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Values written in the language, to be read back by its parser.
package enum LiteralText {
    /// `text` as one word.
    package static func word(_ text: String) -> String { isBare(text) ? text : quoted(text) }

    /// `text` in double quotes.
    package static func quoted(_ text: String) -> String { value(.string(text)) }

    /// A value as a template or a literal; nothing in it is interpolated.
    static func value(_ json: JSONValue) -> String { json.description.replacing("<<", with: "\\<<") }

    /// A value within an expression.
    static func inExpression(_ json: JSONValue) -> String {
        switch json {
        case .string(let text) where isRaw(text): "'\(text)'"
        case .number(let number) where number.text.utf8.allSatisfy(isDigit): number.text
        case .null, .bool, .number, .string, .array, .object:
            "`\(json.description.replacing("`", with: "\\`"))`"
        }
    }

    private static func isBare(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "_-./:@~%+".utf8.contains(byte)
        }
    }

    /// Whether single quotes don't need an escape in `text`.
    private static func isRaw(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
