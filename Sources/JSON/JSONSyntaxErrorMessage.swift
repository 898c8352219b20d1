// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONSyntaxError {
    /// One sentence without a position, for example `a comma or "]" is missing`.
    public var message: String {
        switch kind {
        case .empty: "a JSON value is missing: the text is empty"
        case .unexpectedEnd(.string): "the text ends inside a string: the closing quote is missing"
        case .unexpectedEnd(.array): "the text ends inside an array: \"]\" is missing"
        case .unexpectedEnd(.object): "the text ends inside an object: \"}\" is missing"
        case .unexpectedEnd(.literal): "the text ends where a value is expected"
        case .unexpected(let found, .value): "expected a value, found \(name(found))"
        case .unexpected(let found, .key): "expected a key in double quotes, found \(name(found))"
        case .unexpected(let found, .colon): "expected \":\" between key and value, found \(name(found))"
        case .unexpected(let found, .commaOrEnd(let construct)):
            "expected a comma or \(closing(construct)), found \(name(found))"
        case .trailingComma(let construct): "there's a trailing comma before \(closing(construct)); remove it"
        case .textAfterValue: "unexpected text after the end of the value"
        case .unknownWord(let word): unknown(word)
        case .singleQuotes: "JSON strings need double quotes, not single quotes"
        case .unquotedKey: "keys need double quotes"
        case .comment: "comments aren't allowed in JSON"
        case .byteOrderMark: "the text begins with a byte order mark, which isn't allowed in JSON"
        case .leadingZero: "numbers can't have leading zeros"
        case .leadingPlus: "numbers can't begin with \"+\""
        case .digitMissing(.nothing): "numbers can't begin with \".\"; write a 0 before it"
        case .digitMissing(.minus): "a digit is missing after \"-\""
        case .digitMissing(.point): "a digit is missing after the decimal point"
        case .digitMissing(.exponent): "a digit is missing in the exponent"
        case .controlCharacter(let byte): "control characters must be escaped in JSON strings (found \(control(byte)))"
        case .unknownEscape(let scalar):
            "\"\\\(scalar)\" isn't a valid JSON escape; use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX"
        case .incompleteUnicodeEscape: "\"\\u\" needs four hexadecimal digits"
        case .loneSurrogate(let unit): "\\u\(hex(UInt32(unit))) is half of a surrogate pair; the other half is missing"
        case .invalidUTF8: "the text isn't valid UTF-8"
        case .tooDeep: "arrays and objects are nested more than \(JSONValue.depthLimit) levels deep"
        }
    }

    private func closing(_ construct: Construct) -> String { construct == .array ? "\"]\"" : "\"}\"" }

    private func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .unassigned, .privateUse, .spaceSeparator, .lineSeparator, .paragraphSeparator:
            "U+\(hex(scalar.value))"
        default: scalar == "\"" ? "a string" : "\"\(scalar)\""
        }
    }

    private func unknown(_ word: String) -> String {
        switch word.lowercased() {
        case "true", "false", "null": "\"\(word)\" is written \"\(word.lowercased())\" in JSON"
        case "none", "nil", "undefined": "\"\(word)\" isn't a JSON value; use \"null\""
        case "nan", "infinity", "inf": "\(word) isn't a JSON value"
        default: "\"\(word)\" isn't a JSON value; strings need double quotes"
        }
    }

    private func control(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\n"): "a line break, U+000A"
        case UInt8(ascii: "\r"): "a carriage return, U+000D"
        case UInt8(ascii: "\t"): "a tab, U+0009"
        default: "U+\(hex(UInt32(byte)))"
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
