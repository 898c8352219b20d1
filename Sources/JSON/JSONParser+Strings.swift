// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONParser {
    /// The string that begins at the quote at `index`.
    mutating func parseString(_ bytes: Span<UInt8>) throws(Failure) -> String {
        let start = index + 1
        let (end, isASCII) = bytes.plainText(from: start)
        guard end < bytes.count else { throw Failure(kind: .unexpectedEnd(inside: .string), offset: end) }
        if bytes[end] == UInt8(ascii: "\"") {
            index = end + 1
            return try text(bytes, start..<end, isASCII: isASCII)
        }
        index = end
        return try parseEscapedString(bytes, from: start)
    }

    /// The string that begins at `start`, from the first byte on, at `index`, that is not simply copied.
    private mutating func parseEscapedString(_ bytes: Span<UInt8>, from start: Int) throws(Failure) -> String {
        var result: [UInt8] = []
        var runStart = start
        while true {
            index = bytes.plainText(from: index).end
            guard let byte = current(bytes) else {
                throw Failure(kind: .unexpectedEnd(inside: .string), offset: index)
            }
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                throw Failure(kind: .controlCharacter(byte), offset: index)
            }
            try checkUTF8(bytes, runStart..<index)
            for position in runStart..<index { result.append(bytes[position]) }
            if byte == UInt8(ascii: "\"") {
                index += 1
                return String(decoding: result, as: UTF8.self)
            }
            try parseEscape(bytes, into: &result)
            runStart = index
        }
    }

    private mutating func parseEscape(_ bytes: Span<UInt8>, into result: inout [UInt8]) throws(Failure) {
        guard index + 1 < bytes.count else {
            throw Failure(kind: .unexpectedEnd(inside: .string), offset: bytes.count)
        }
        let escaped: UInt8
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escaped = bytes[index + 1]
        case UInt8(ascii: "b"): escaped = 0x08
        case UInt8(ascii: "f"): escaped = 0x0C
        case UInt8(ascii: "n"): escaped = 0x0A
        case UInt8(ascii: "r"): escaped = 0x0D
        case UInt8(ascii: "t"): escaped = 0x09
        case UInt8(ascii: "u"):
            UTF8.encode(try parseUnicodeEscape(bytes)) { result.append($0) }
            return
        default: throw Failure(kind: .unknownEscape(try scalar(bytes, at: index + 1)), offset: index)
        }
        result.append(escaped)
        index += 2
    }

    /// `\uXXXX`, or two of them that form a surrogate pair.
    private mutating func parseUnicodeEscape(_ bytes: Span<UInt8>) throws(Failure) -> Unicode.Scalar {
        let start = index
        let unit = try codeUnit(bytes, at: start)
        index += 6
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"), case let trail = try codeUnit(bytes, at: index),
            UTF16.isTrailSurrogate(trail)
        else { throw Failure(kind: .loneSurrogate(unit), offset: start) }
        index += 6
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    /// The four hexadecimal digits of the escape at `offset`.
    private func codeUnit(_ bytes: Span<UInt8>, at offset: Int) throws(Failure) -> UInt16 {
        var unit: UInt16 = 0
        for position in offset + 2..<offset + 6 {
            guard position < bytes.count else {
                throw Failure(kind: .unexpectedEnd(inside: .string), offset: bytes.count)
            }
            guard let digit = hexDigit(bytes[position]) else {
                throw Failure(kind: .incompleteUnicodeEscape, offset: offset)
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    @inline(__always)
    func text(_ bytes: Span<UInt8>, _ range: Range<Int>, isASCII: Bool) throws(Failure) -> String {
        // What is known to be ASCII need not be looked at again.
        if isASCII { return unsafe String(copying: UTF8Span(unchecked: bytes.extracting(range), isKnownASCII: true)) }
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            throw Failure(kind: .invalidUTF8, offset: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }

    private func checkUTF8(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Failure) {
        do {
            _ = try UTF8Span(validating: bytes.extracting(range))
        } catch {
            throw Failure(kind: .invalidUTF8, offset: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
