// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// The syntax of variables in a text.
enum ServerlessText {
    enum Piece: Hashable {
        case literal(String)
        /// What's between the braces.
        case variable(String)
    }

    /// `source(argument):address`
    struct Reference: Hashable {
        var source: String
        var argument: String
        var address: String

        /// nil if the text is something else.
        init?(_ text: String) {
            let bytes = Array(text.utf8)
            var end = 0
            while end < bytes.count, bytes[end].isNameCharacter { end += 1 }
            guard end > 0, bytes[0].isLetter, end < bytes.count else { return nil }
            source = String(decoding: bytes[..<end], as: UTF8.self)
            argument = ""
            if bytes[end] == UInt8(ascii: "(") {
                guard let close = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
                argument = String(decoding: bytes[(end + 1)..<close], as: UTF8.self)
                end = close + 1
            } else if bytes[end] != UInt8(ascii: ":") {
                return nil
            }
            guard end == bytes.count || bytes[end] == UInt8(ascii: ":") else { return nil }
            address = String(decoding: bytes[min(end + 1, bytes.count)...], as: UTF8.self)
            // CloudFormation's own, as in `${AWS::Region}`.
            if address.hasPrefix(":") { return nil }
        }
    }

    /// CloudFormation's variables, such as `${Table}` and `${AWS::Region}`, are literals.
    static func pieces(of text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var (start, position) = (0, 0)
        func addLiteral(upTo end: Int) {
            if end > start { pieces.append(.literal(String(decoding: bytes[start..<end], as: UTF8.self))) }
        }
        while let open = opening(in: bytes, from: position) {
            guard let close = closing(in: bytes, from: open) else { break }
            let inner = String(decoding: bytes[(open + 2)..<close], as: UTF8.self)
            position = close + 1
            guard isVariable(inner) else {
                // There may be variables inside.
                position = open + 2
                continue
            }
            addLiteral(upTo: open)
            pieces.append(.variable(inner))
            start = position
        }
        addLiteral(upTo: bytes.count)
        return pieces
    }

    /// The parts between commas that aren't in quotes, parentheses or variables.
    static func alternatives(of inner: String) -> [String] {
        var parts: [[UInt8]] = [[]]
        var depth = 0
        var quote: UInt8?
        for byte in inner.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
                case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
                case UInt8(ascii: ",") where depth == 0:
                    parts.append([])
                    continue
                default: break
                }
            }
            parts[parts.count - 1].append(byte)
        }
        return parts.map { String(decoding: $0, as: UTF8.self).trimmed }
    }

    /// `'text'`, a number, `true`, `null`, or any other text as it is.
    static func literal(_ text: String) -> JSONValue {
        if text.utf8.count > 1, let first = text.first, first == text.last, first == "'" || first == "\"" {
            return .string(String(text.dropFirst().dropLast()))
        }
        switch text {
        case "true": return true
        case "false": return false
        case "null": return .null
        default: return JSONNumber(parsing: text).map(JSONValue.number) ?? .string(text)
        }
    }

    /// Whether what's between braces begins like `source:` or `source(`.
    private static func isVariable(_ inner: String) -> Bool {
        let name = inner.utf8.prefix { $0.isNameCharacter }
        let rest = inner.utf8.dropFirst(name.count)
        guard let first = name.first, first.isLetter, let next = rest.first else { return false }
        return next == UInt8(ascii: "(") || (next == UInt8(ascii: ":") && rest.dropFirst().first != UInt8(ascii: ":"))
    }

    private static func opening(in bytes: [UInt8], from start: Int) -> Int? {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "$"), bytes[position + 1] == UInt8(ascii: "{") { return position }
            position += 1
        }
        return nil
    }

    private static func closing(in bytes: [UInt8], from open: Int) -> Int? {
        var depth = 0
        for position in open..<bytes.count {
            if bytes[position] == UInt8(ascii: "{") { depth += 1 }
            if bytes[position] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0, position > open + 1 { return position }
        }
        return nil
    }
}
