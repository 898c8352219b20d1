// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension Parser {
    /// `'…'`, `"…"` or `"""…"""`, at its opening quote.
    mutating func parseQuoted() throws(Diagnostic) -> TextTemplate {
        if lexer.isAt("'") { return try parseRawString() }
        if lexer.starts(with: "\"\"\"") { return try parseTextBlock() }
        return try parseString(inTemplate: false)
    }

    /// `'…'`: nothing inside is special.
    private mutating func parseRawString() throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        guard let end = lexer.bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
            cursor?.openText = lexer.text(start + 1..<lexer.bytes.count)
            throw fault(.unclosed(.singleQuote), at: start..<start + 1)
        }
        lexer.offset = end + 1
        var builder = SegmentBuilder()
        builder.append(lexer.bytes[start + 1..<end])
        return builder.finish(range: start..<end + 1)
    }

    /// `"…"` with JSON escapes and interpolations; in a template it is strict JSON, on one line.
    mutating func parseString(inTemplate: Bool) throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        if inTemplate, lexer.starts(with: "\"\"\"") { throw fault(.json(.textBlock), at: start..<start + 3) }
        lexer.offset += 1
        var builder = SegmentBuilder()
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "\""):
                lexer.offset += 1
                return builder.finish(range: start..<lexer.offset)
            case UInt8(ascii: "\\"):
                try parseEscape(into: &builder)
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                builder.append(try parseInterpolation())
            case 0..<0x20 where inTemplate:
                if lexer.isAtNewline { throw fault(.json(.newlineInString), at: start..<lexer.offset) }
                throw fault(.json(.controlCharacter(byte)), at: lexer.offset..<lexer.offset + 1)
            default:
                builder.append(takeOrdinary())
            }
        }
        if inTemplate {
            cursor?.meet(.nothing)
            throw fault(.json(.newlineInString), at: start..<lexer.offset)
        }
        cursor?.openText = builder.finish(range: start..<lexer.offset).constant
        throw fault(.unclosed(.doubleQuote), at: start..<start + 1)
    }

    /// Bytes up to the next one that may be special inside `"…"`.
    private mutating func takeOrdinary() -> ArraySlice<UInt8> {
        let start = lexer.offset
        lexer.offset += 1
        while let byte = lexer.byte(), byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
            byte != UInt8(ascii: "<")
        {
            lexer.offset += 1
        }
        return lexer.bytes[start..<lexer.offset]
    }

    /// `\<<` or one of JSON's escapes.
    private mutating func parseEscape(into builder: inout SegmentBuilder) throws(Diagnostic) {
        if lexer.starts(with: "<<", at: lexer.offset + 1) {
            builder.append("<<".utf8)
            lexer.offset += 3
            return
        }
        let simple: UInt8? =
            switch lexer.byte(ahead: 1) {
            case UInt8(ascii: "\""): UInt8(ascii: "\"")
            case UInt8(ascii: "\\"): UInt8(ascii: "\\")
            case UInt8(ascii: "/"): UInt8(ascii: "/")
            case UInt8(ascii: "b"): 0x08
            case UInt8(ascii: "f"): 0x0C
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "r"): 0x0D
            case UInt8(ascii: "t"): 0x09
            default: nil
            }
        if let simple {
            builder.append(simple)
            lexer.offset += 2
        } else if lexer.isAt("u", ahead: 1), let unit = hexadecimalUnit(at: lexer.offset + 2) {
            try parseUnicodeEscape(unit, into: &builder)
        } else if lexer.byte(ahead: 1) == nil {
            // The text ends within the string, which is what is open.
            lexer.offset += 1
        } else {
            var end = lexer.offset + 2
            while end < lexer.bytes.count, lexer.bytes[end] & 0xC0 == 0x80 { end += 1 }
            throw fault(.unknownEscape(lexer.text(lexer.offset..<end)), at: lexer.offset..<end)
        }
    }

    private mutating func parseUnicodeEscape(
        _ unit: UInt16, into builder: inout SegmentBuilder
    ) throws(Diagnostic) {
        let range = lexer.offset..<lexer.offset + 6
        lexer.offset += 6
        if let scalar = Unicode.Scalar(unit) {
            builder.append(UTF8.encode(scalar).map { Array($0) } ?? [])
            return
        }
        guard UTF16.isLeadSurrogate(unit), lexer.starts(with: "\\u"),
            let second = hexadecimalUnit(at: lexer.offset + 2), UTF16.isTrailSurrogate(second)
        else { throw fault(.loneSurrogate, at: range) }
        lexer.offset += 6
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        builder.append(Unicode.Scalar(value).flatMap { UTF8.encode($0) }.map { Array($0) } ?? [])
    }

    private func hexadecimalUnit(at index: Int) -> UInt16? {
        guard index + 4 <= lexer.bytes.count else { return nil }
        var unit: UInt16 = 0
        for byte in lexer.bytes[index..<index + 4] {
            guard let digit = Hexadecimal.value(byte) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
