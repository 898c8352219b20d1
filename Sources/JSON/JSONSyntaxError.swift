// SPDX-License-Identifier: GPL-3.0-or-later

/// Why and where a text isn't valid JSON.
public struct JSONSyntaxError: Error, Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// There's no value, at most white space.
        case empty
        case unexpectedEnd(inside: Construct)
        /// A character that isn't allowed at this position.
        case unexpected(Unicode.Scalar, instead: Expected)
        case trailingComma(before: Construct)
        /// More text after the value.
        case textAfterValue
        /// A word that isn't a literal: `True`, `nul`, `undefined`.
        case unknownWord(String)
        case singleQuotes
        case unquotedKey
        case comment
        case byteOrderMark
        case leadingZero
        case leadingPlus
        case digitMissing(after: NumberPart)
        case controlCharacter(UInt8)
        case unknownEscape(Unicode.Scalar)
        /// `\u` without four hexadecimal digits.
        case incompleteUnicodeEscape
        /// A UTF-16 surrogate without its other half.
        case loneSurrogate(UInt16)
        case invalidUTF8
        case tooDeep
    }

    public enum Construct: Equatable, Sendable { case string, array, object, literal }

    public enum Expected: Equatable, Sendable { case value, key, colon, commaOrEnd(Construct) }

    public enum NumberPart: Equatable, Sendable { case nothing, minus, point, exponent }

    public let kind: Kind
    /// Byte offset from the start of the text.
    public let offset: Int
    /// 1-based.
    public let line: Int
    /// 1-based, in Unicode scalars.
    public let column: Int

    /// Computes the position of `offset` in `bytes`; a line ends with LF, CR LF or CR.
    init(_ kind: Kind, at offset: Int, in bytes: [UInt8]) {
        self.kind = kind
        self.offset = offset
        var line = 1
        var lineStart = 0
        for index in 0..<min(offset, bytes.count) {
            let isLineEnd =
                bytes[index] == UInt8(ascii: "\n")
                || bytes[index] == UInt8(ascii: "\r")
                    && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
            if isLineEnd {
                line += 1
                lineStart = index + 1
            }
        }
        self.line = line
        let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
        column = 1 + bytes[lineStart..<max(lineStart, offset)].count { !isContinuation($0) }
    }
}
