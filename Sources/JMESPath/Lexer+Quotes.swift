// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Lexer {
    /// `"…"`: a JSON string that names a member.
    mutating func takeQuotedName() throws(ExpressionError) -> String {
        let range = try takeQuoted("a quoted name")
        let value = try json(Array(bytes[range]), from: range.lowerBound)
        guard case .string(let name) = value else { preconditionFailure("text in double quotes is a JSON string") }
        return name
    }

    /// `'…'`: text in which `\'` is a quote and `\\` a backslash; any other backslash is itself.
    mutating func takeRawString() throws(ExpressionError) -> String {
        let range = try takeQuoted("a string")
        let content = bytes[range.lowerBound + 1..<range.upperBound - 1]
        guard content.contains(UInt8(ascii: "\\")) else { return text(content.indices) }
        return String(decoding: unescape(content, [UInt8(ascii: "'"), UInt8(ascii: "\\")]), as: UTF8.self)
    }

    /// `` `…` ``: a JSON value, in which a backtick is written `` \` ``.
    mutating func takeLiteral() throws(ExpressionError) -> JSONValue {
        let range = try takeQuoted("a literal")
        let content = bytes[range.lowerBound + 1..<range.upperBound - 1]
        return try json(unescape(content, [UInt8(ascii: "`")]), from: range.lowerBound + 1)
    }

    /// Takes everything up to the quote that closes the one at `index`; a backslash keeps the byte after it from closing.
    private mutating func takeQuoted(_ what: String) throws(ExpressionError) -> Range<Int> {
        let start = index
        let quote = bytes[start]
        index += 1
        while let byte = byte(), byte != quote { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard byte() == quote else {
            index = bytes.count
            throw ExpressionError(
                .syntax, "\(what) is not closed", hint: "add a \(Character(Unicode.Scalar(quote))) at its end",
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
            return try JSONValue(parsing: text)
        } catch {
            // With escaped backticks before it the place is a little further on.
            let offset = min(start + error.offset, index - 1)
            var hint: String?
            if case .unknownWord(let word) = error.kind { hint = "text is written '\(word)'" }
            throw ExpressionError(.syntax, "no JSON: \(error.message)", hint: hint, range: offset..<offset + 1)
        }
    }

    func unknownCharacter() -> ExpressionError {
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return ExpressionError(
            .syntax, "`\(text(index..<end))` has no meaning in an expression", hint: nil, range: index..<end)
    }
}
