// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A position in a source as people count: from 1, columns in Unicode scalars.
package struct SourcePosition: Sendable, Equatable {
    package let line: Int
    package let column: Int
}

extension Source {
    /// The line and column of the byte at `offset`; only for diagnostics, since the first call reads the whole source.
    package func position(of offset: Int) -> SourcePosition {
        let end = min(max(offset, 0), bytes.count)
        let start = startOfLine(at: end)
        return SourcePosition(
            line: lineStarts.line(at: end, in: bytes), column: Source.scalarCount(of: bytes[start..<end]) + 1)
    }

    /// The bytes of the line that contains `offset`, without its line break and a byte order mark.
    package func lineRange(at offset: Int) -> SourceRange {
        let start = startOfLine(at: min(max(offset, 0), bytes.count))
        var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// `range`, widened to whole characters.
    func wholeCharacters(_ range: SourceRange) -> SourceRange {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > byteOrderMarkLength, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }

    /// The length of a byte order mark at the beginning: 3 or 0.
    var byteOrderMarkLength: Int {
        ByteOrderMark.length(in: bytes)
    }

    /// The first line of the comment in the lines right above the one with `offset`; nil if there's none.
    func comment(above offset: Int) -> String? {
        var comment: ArraySlice<UInt8>?
        var end = startOfLine(at: offset)
        while end > 0 {
            let start = startOfLine(at: end - 1)
            let line = bytes[start..<end - 1].drop(while: \.isWhiteSpace)
            guard line.first == UInt8(ascii: "#") else { break }
            comment = line.drop { $0 == UInt8(ascii: "#") || $0.isWhiteSpace }
            end = start
        }
        guard let comment, !comment.isEmpty else { return nil }
        return String(decoding: comment, as: UTF8.self)
    }

    private func startOfLine(at offset: Int) -> Int {
        let newline = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n"))
        return newline.map { $0 + 1 } ?? min(byteOrderMarkLength, offset)
    }

    private static func scalarCount(of bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
    }
}
