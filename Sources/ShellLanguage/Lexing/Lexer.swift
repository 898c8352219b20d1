// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a text, and the questions that every mode asks about what stands there.
///
/// It scans bytes: all that has a meaning in the language is ASCII.
struct Lexer {
    let bytes: [UInt8]
    var offset: Int
    /// Whether a skipped `<<` was never closed: no later one is followed to the end of the text again.
    var hasOpenExpression = false
    /// Where the last blank was entered and left.
    private var lastBlank: SourceRange

    init(_ source: Source) {
        bytes = source.bytes
        offset = source.byteOrderMarkLength
        lastBlank = offset..<offset
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte `distance` places ahead; nil beyond the end.
    func byte(ahead distance: Int = 0) -> UInt8? {
        let index = offset + distance
        return index < bytes.count ? bytes[index] : nil
    }

    func isAt(_ character: Unicode.Scalar, ahead distance: Int = 0) -> Bool {
        byte(ahead: distance) == UInt8(ascii: character)
    }

    func starts(with text: String) -> Bool { starts(with: text, at: offset) }

    func starts(with text: String, at index: Int) -> Bool {
        var index = index
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// The length of the newline `distance` places ahead (`LF` or `CR LF`); 0 when there is none.
    func newlineLength(ahead distance: Int = 0) -> Int {
        switch byte(ahead: distance) {
        case UInt8(ascii: "\n"): 1
        case UInt8(ascii: "\r"): byte(ahead: distance + 1) == UInt8(ascii: "\n") ? 2 : 0
        default: 0
        }
    }

    var isAtNewline: Bool { newlineLength() > 0 }

    /// Whether a backslash stands here that joins this line with the next.
    var isAtLineContinuation: Bool { isAt("\\") && newlineLength(ahead: 1) > 0 }

    /// Whether a backslash stands here that waits for another line.
    var isAtFinalBackslash: Bool { isAt("\\") && offset + 1 == bytes.count }

    /// Whether a word ends here: white space, the end, or one of `; | > } )`.
    var isAtBoundary: Bool {
        guard let byte = byte() else { return true }
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: ")"): return true
        case UInt8(ascii: "\\"): return isAtLineContinuation || isAtFinalBackslash
        default: return byte.isWhiteSpace
        }
    }

    /// Whether the arguments of a command end here.
    var isAtEndOfArguments: Bool {
        guard let byte = byte() else { return true }
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: ")"): return true
        default: return isAtNewline
        }
    }

    /// Where what has been read ends, without the blanks after it.
    var endOfContent: Int { lastBlank.upperBound == offset ? lastBlank.lowerBound : offset }

    /// Skips white space, joined lines and a comment; `newlines` too where they are blank.
    mutating func skipBlank(newlines: Bool = false) {
        let start = endOfContent
        defer { lastBlank = start..<offset }
        while let byte = byte() {
            if isAtNewline {
                guard newlines else { return }
                offset += newlineLength()
            } else if byte.isWhiteSpace {
                offset += 1
            } else if isAtLineContinuation {
                offset += 1 + newlineLength(ahead: 1)
            } else if byte == UInt8(ascii: "#") {
                skipLine()
            } else {
                return
            }
        }
    }

    /// Skips blanks, newlines and `;`.
    mutating func skipSeparators() {
        skipBlank(newlines: true)
        while isAt(";") {
            offset += 1
            skipBlank(newlines: true)
        }
    }

    /// Goes to the newline or the end.
    mutating func skipLine() {
        while !isAtEnd, !isAtNewline { offset += 1 }
    }

    /// The characters of a command's name or a keyword that stand here.
    func nameRange() -> SourceRange {
        var end = offset
        while end < bytes.count, bytes[end].isNameByte { end += 1 }
        return offset..<end
    }

    /// The variable's name that stands here; empty when there is none.
    func variableRange() -> SourceRange {
        var end = offset
        while end < bytes.count,
            bytes[end].isLetter || bytes[end] == UInt8(ascii: "_") || (end > offset && bytes[end].isDigit)
        {
            end += 1
        }
        return offset..<end
    }

    /// Whether the keyword stands here, and goes past it.
    mutating func take(keyword: String) -> Bool {
        guard starts(with: keyword), nameRange().count == keyword.utf8.count else { return false }
        offset += keyword.utf8.count
        return true
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        offset += 1
        return true
    }

    func text(_ range: SourceRange) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// What stands here up to white space or a separator, to be named in a diagnostic.
    func wordRange() -> SourceRange {
        var end = offset
        while end < bytes.count, !bytes[end].isWhiteSpace, bytes[end] != UInt8(ascii: ";") { end += 1 }
        return offset..<end
    }
}

extension UInt8 {
    /// ASCII white space; newlines included.
    var isWhiteSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
