// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Cuts an expression into tokens (jmespath.spec, GRAMMAR.ABNF).
struct ExpressionLexer {
    private let bytes: [UInt8]
    private var index = 0

    init(_ source: String) { bytes = Array(source.utf8) }

    static func tokens(of source: String) throws(ExpressionError) -> [Token] {
        var lexer = ExpressionLexer(source)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    /// The tokens before the end, or before the first text that isn't a token.
    static func beginning(of source: String) -> [Token] {
        var lexer = ExpressionLexer(source)
        var tokens: [Token] = []
        while let token = try? lexer.next(), token.kind != .end { tokens.append(token) }
        return tokens
    }

    private mutating func next() throws(ExpressionError) -> Token {
        while let byte = byte(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
        let start = index
        let kind = try kind()
        return Token(kind: kind, range: start..<index)
    }

    private func byte(_ distance: Int = 0) -> UInt8? { index + distance < bytes.count ? bytes[index + distance] : nil }

    private mutating func take(_ kind: Token.Kind, bytes count: Int = 1) -> Token.Kind {
        index += count
        return kind
    }

    private mutating func kind() throws(ExpressionError) -> Token.Kind {
        guard let byte = byte() else { return .end }
        let follower = self.byte(1)
        switch byte {
        case _ where isNameStart(byte): return .name(takeName())
        case _ where isDigit(byte): return .number(takeNumber())
        case UInt8(ascii: "\""): return .quotedName(try takeQuotedName())
        case UInt8(ascii: "'"): return .rawString(try takeRawString())
        case UInt8(ascii: "`"): return .literal(try takeLiteral())
        case UInt8(ascii: "$"):
            index += 1
            return follower.map(isNameStart) == true ? .variable(takeName()) : .root
        case UInt8(ascii: "@"): return take(.current)
        case UInt8(ascii: "."): return take(.dot)
        case UInt8(ascii: ","): return take(.comma)
        case UInt8(ascii: ":"): return take(.colon)
        case UInt8(ascii: "?"): return take(.question)
        case UInt8(ascii: "("): return take(.leftParenthesis)
        case UInt8(ascii: ")"): return take(.rightParenthesis)
        case UInt8(ascii: "[") where follower == UInt8(ascii: "?"): return take(.filter, bytes: 2)
        case UInt8(ascii: "[") where follower == UInt8(ascii: "]"): return take(.flatten, bytes: 2)
        case UInt8(ascii: "["): return take(.leftBracket)
        case UInt8(ascii: "]"): return take(.rightBracket)
        case UInt8(ascii: "{"): return take(.leftBrace)
        case UInt8(ascii: "}"): return take(.rightBrace)
        default: return try operatorKind(byte, follower)
        }
    }

    private mutating func operatorKind(_ byte: UInt8, _ follower: UInt8?) throws(ExpressionError) -> Token.Kind {
        switch byte {
        case UInt8(ascii: "*"): return take(.star)
        case UInt8(ascii: "+"): return take(.plus)
        case UInt8(ascii: "-"): return take(.minus)
        case UInt8(ascii: "/"): return follower == byte ? take(.doubleSlash, bytes: 2) : take(.slash)
        case UInt8(ascii: "%"): return take(.percent)
        case UInt8(ascii: "|"): return follower == byte ? take(.or, bytes: 2) : take(.pipe)
        case UInt8(ascii: "&"): return follower == byte ? take(.and, bytes: 2) : take(.ampersand)
        case UInt8(ascii: "!") where follower == UInt8(ascii: "="): return take(.comparison(.notEqual), bytes: 2)
        case UInt8(ascii: "!"): return take(.not)
        case UInt8(ascii: "=") where follower == UInt8(ascii: "="): return take(.comparison(.equal), bytes: 2)
        case UInt8(ascii: "="): return take(.assign)
        case UInt8(ascii: "<") where follower == UInt8(ascii: "="): return take(.comparison(.lessOrEqual), bytes: 2)
        case UInt8(ascii: "<"): return take(.comparison(.less))
        case UInt8(ascii: ">") where follower == UInt8(ascii: "="): return take(.comparison(.greaterOrEqual), bytes: 2)
        case UInt8(ascii: ">"): return take(.comparison(.greater))
        case 0xC3 where follower == 0x97: return take(.timesSign, bytes: 2)
        case 0xC3 where follower == 0xB7: return take(.slash, bytes: 2)
        case 0xE2 where follower == 0x88 && self.byte(2) == 0x92: return take(.minus, bytes: 3)
        default: throw unknownCharacter()
        }
    }

    private mutating func takeName() -> String {
        let start = index
        while let byte = byte(), isNameStart(byte) || isDigit(byte) { index += 1 }
        return text(start..<index)
    }

    /// Digits, with the fraction and the exponent of a JSON number if there are any.
    private mutating func takeNumber() -> String {
        let start = index
        takeDigits()
        if byte() == UInt8(ascii: "."), let digit = byte(1), isDigit(digit) {
            index += 1
            takeDigits()
        }
        if let letter = byte(), letter | 0x20 == UInt8(ascii: "e") {
            let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if let digit = byte(hasSign ? 2 : 1), isDigit(digit) {
                index += hasSign ? 2 : 1
                takeDigits()
            }
        }
        return text(start..<index)
    }

    private mutating func takeDigits() {
        while let byte = byte(), isDigit(byte) { index += 1 }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

private func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

extension ExpressionLexer {
    /// `"…"`: a JSON string that names a member.
    private mutating func takeQuotedName() throws(ExpressionError) -> String {
        let range = try takeQuoted("a quoted name")
        let value = try json(Array(bytes[range]), from: range.lowerBound)
        guard case .string(let name) = value else { preconditionFailure("text in double quotes is a JSON string") }
        return name
    }

    /// `'…'`: text in which `\'` is a quote and `\\` a backslash; any other backslash is literal.
    private mutating func takeRawString() throws(ExpressionError) -> String {
        let range = try takeQuoted("a string")
        let content = bytes[range.lowerBound + 1..<range.upperBound - 1]
        guard content.contains(UInt8(ascii: "\\")) else { return text(content.indices) }
        return String(decoding: unescape(content, [UInt8(ascii: "'"), UInt8(ascii: "\\")]), as: UTF8.self)
    }

    /// `` `…` ``: a JSON value, in which a backtick is written `` \` ``.
    private mutating func takeLiteral() throws(ExpressionError) -> JSONValue {
        let range = try takeQuoted("a literal")
        let content = bytes[range.lowerBound + 1..<range.upperBound - 1]
        return try json(unescape(content, [UInt8(ascii: "`")]), from: range.lowerBound + 1)
    }

    /// Consumes everything up to the quote that closes the one at `index`; a byte after a backslash doesn't close it.
    private mutating func takeQuoted(_ what: String) throws(ExpressionError) -> Range<Int> {
        let start = index
        let quote = bytes[start]
        index += 1
        while let byte = byte(), byte != quote { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard byte() == quote else {
            index = bytes.count
            throw ExpressionError(
                .syntax, "\(what) isn't closed", hint: "add a \(Character(Unicode.Scalar(quote))) at its end",
                range: start..<start + 1)
        }
        index += 1
        return start..<index
    }

    private func unescape(_ content: ArraySlice<UInt8>, _ escapable: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = content.startIndex
        while position < content.endIndex {
            if content[position] == UInt8(ascii: "\\"), position + 1 < content.endIndex {
                let escaped = content[position + 1]
                if !escapable.contains(escaped) { result.append(content[position]) }
                result.append(escaped)
                position += 2
            } else {
                result.append(content[position])
                position += 1
            }
        }
        return result
    }

    private func json(_ text: [UInt8], from start: Int) throws(ExpressionError) -> JSONValue {
        do {
            return try JSONValue(parsing: text, as: .literal)
        } catch {
            // After escaped backticks, the position is a little further on.
            let offset = min(start + error.offset, index - 1)
            var hint: String?
            if case .unknownWord(let word) = error.kind { hint = "write text as '\(word)'" }
            throw ExpressionError(.syntax, "not JSON: \(error.message)", hint: hint, range: offset..<offset + 1)
        }
    }

    private func unknownCharacter() -> ExpressionError {
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return ExpressionError(
            .syntax, "`\(text(index..<end))` isn't allowed in an expression", hint: nil, range: index..<end)
    }
}
