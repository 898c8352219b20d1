// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONSyntaxError {
    /// One sentence without a position, as `a comma or "]" is missing`.
    public var message: String {
        switch kind {
        case .empty: "a JSON value is missing: the text is empty"
        case .unexpectedEnd(.string): "the text ends inside a string: the closing quote is missing"
        case .unexpectedEnd(.array): "the text ends inside an array: \"]\" is missing"
        case .unexpectedEnd(.object): "the text ends inside an object: \"}\" is missing"
        case .unexpectedEnd(.literal): "the text ends where a value is expected"
        case .unexpected(let found, .value): "\(name(found)) stands where a value is expected"
        case .unexpected(let found, .key): "\(name(found)) stands where a key in double quotes is expected"
        case .unexpected(let found, .colon): "\":\" is missing between key and value: found \(name(found))"
        case .unexpected(let found, .commaOrEnd(let construct)):
            "a comma or \(closing(construct)) is missing: found \(name(found))"
        case .trailingComma(let construct): "the comma before \(closing(construct)) is one too many"
        case .textAfterValue: "there is more text after the end of the value"
        case .unknownWord(let word): unknown(word)
        case .singleQuotes: "JSON strings stand in double quotes, not in single quotes"
        case .unquotedKey: "a key needs double quotes"
        case .comment: "JSON has no comments"
        case .byteOrderMark: "the text begins with a byte order mark, which JSON does not have"
        case .leadingZero: "a number may not begin with a needless 0"
        case .leadingPlus: "a number may not begin with \"+\""
        case .digitMissing(.nothing): "a number may not begin with \".\": write a 0 before it"
        case .digitMissing(.minus): "a digit is missing after \"-\""
        case .digitMissing(.point): "a digit is missing after the decimal point"
        case .digitMissing(.exponent): "a digit is missing in the exponent"
        case .controlCharacter(let byte): "\(control(byte)) inside a string must be written as an escape"
        case .unknownEscape(let scalar):
            "\"\\\(scalar)\" is no JSON escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX are"
        case .incompleteUnicodeEscape: "\"\\u\" needs four hexadecimal digits"
        case .loneSurrogate(let unit): "\\u\(hex(UInt32(unit))) is half of a surrogate pair without the other half"
        case .invalidUTF8: "the text is not valid UTF-8"
        case .tooDeep: "arrays and objects nest deeper than \(JSONValue.depthLimit) levels"
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
        case "none", "nil", "undefined": "\"\(word)\" is no JSON value; \"null\" is"
        case "nan", "infinity", "inf": "JSON has no \(word)"
        default: "\"\(word)\" is no JSON value; text stands in double quotes"
        }
    }

    private func control(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\n"): "a line break (\\n)"
        case UInt8(ascii: "\r"): "a carriage return (\\r)"
        case UInt8(ascii: "\t"): "a tab (\\t)"
        default: "the control character \\u\(hex(UInt32(byte)))"
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
