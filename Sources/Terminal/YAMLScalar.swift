// SPDX-License-Identifier: GPL-3.0-or-later

/// Text as a YAML scalar that every reader reads as a string.
enum YAMLScalar {
    /// Plain if it can't be mistaken for another type, otherwise double-quoted.
    static func text(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    /// A JSON number as YAML 1.1 has it: a fraction before an exponent, and the exponent's sign.
    static func number(_ text: String) -> String {
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return text }
        let fraction = text[..<mark].contains(".") ? "" : ".0"
        let exponent = text[mark...].dropFirst()
        let sign = exponent.hasPrefix("-") || exponent.hasPrefix("+") ? "" : "+"
        return "\(text[..<mark])\(fraction)e\(sign)\(exponent)"
    }

    /// A literal block (`|`) for text with several lines, without a final newline; nil for text that a block can't
    /// contain.
    static func block(_ text: String, indentation: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "\n")), text.unicodeScalars.allSatisfy(isPrintableOrNewline),
            let first = text.unicodeScalars.first, first != " ", first != "\n"
        else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isTerminated = lines.last == ""
        if isTerminated { lines.removeLast() }
        // More empty lines at the end would need the chomping indicator "+", which joins them to the following text.
        guard lines.last != "" else { return nil }
        let body = lines.map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n")
        return (isTerminated ? "|\n" : "|-\n") + body
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/") else { return false }
        guard text.utf8.last != UInt8(ascii: " "), !reserved.contains(text.lowercased()) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: "@"), UInt8(ascii: " "):
                true
            default: isLetter(byte)
            }
        }
    }

    /// Words that YAML 1.1 readers interpret as booleans and null.
    private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isPrintableOrNewline(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let width = scalar.value <= 0xFFFF ? 4 : 8
                    let zeros = String(repeating: "0", count: width - digits.count)
                    result += (width == 4 ? "\\u" : "\\U") + zeros + digits
                }
            }
        }
        return result + "\""
    }

    /// YAML's printable characters (section 5.1), without line breaks other than newline and without the byte order
    /// mark.
    private static func isPrintableOrNewline(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
            0x10000...0x10FFFF:
            true
        default: false
        }
    }
}
