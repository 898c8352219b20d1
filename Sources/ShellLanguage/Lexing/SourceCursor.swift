// SPDX-License-Identifier: GPL-3.0-or-later

/// A position in a text, and the checks that every lexer mode needs there.
///
/// It scans bytes, since everything with a meaning in the language is ASCII.
struct SourceCursor {
    let bytes: [UInt8]
    var offset: Int
    /// Whether a skipped `<<` was never closed; later ones then aren't searched to the end of the text again.
    private var hasOpenExpression = false
    /// Where the last blank began and ended.
    private var lastBlank: SourceRange
    /// Whether the last blank ended in a comment, before its newline.
    private(set) var isInComment = false

    init(_ source: Source) {
        bytes = source.bytes
        offset = source.byteOrderMarkLength
        lastBlank = offset..<offset
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte `distance` bytes ahead; nil after the end.
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

    /// The length of the newline `distance` bytes ahead (`LF` or `CR LF`); 0 if there isn't one.
    func newlineLength(ahead distance: Int = 0) -> Int {
        switch byte(ahead: distance) {
        case UInt8(ascii: "\n"): 1
        case UInt8(ascii: "\r"): byte(ahead: distance + 1) == UInt8(ascii: "\n") ? 2 : 0
        default: 0
        }
    }

    var isAtNewline: Bool { newlineLength() > 0 }

    /// Whether the backslash that joins this line with the next is here.
    var isAtLineContinuation: Bool { isAt("\\") && newlineLength(ahead: 1) > 0 }

    /// Whether a backslash is here as the last character, so another line is needed.
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

    /// The end of the text that has been read, without the blanks after it.
    var endOfContent: Int { lastBlank.upperBound == offset ? lastBlank.lowerBound : offset }

    /// Skips white space, joined lines and a comment; also newlines if `newlines` is true.
    mutating func skipBlank(newlines: Bool = false) {
        let start = endOfContent
        if lastBlank.upperBound != offset { isInComment = false }
        defer { lastBlank = start..<offset }
        while let byte = byte() {
            if isAtNewline {
                guard newlines else { return }
                isInComment = false
                offset += newlineLength()
            } else if byte.isWhiteSpace {
                offset += 1
            } else if isAtLineContinuation {
                offset += 1 + newlineLength(ahead: 1)
            } else if byte == UInt8(ascii: "#") {
                isInComment = true
                skipLine()
            } else {
                return
            }
        }
    }

    /// Skips blanks and joined lines, but not comments.
    mutating func skipSpaces() {
        while isAt(" ") || isAt("\t") || isAtLineContinuation {
            offset += isAt("\\") ? 1 + newlineLength(ahead: 1) : 1
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

    /// Moves to the newline or the end.
    mutating func skipLine() {
        while !isAtEnd, !isAtNewline { offset += 1 }
    }

    /// The range of the command's name or the keyword at this position.
    func nameRange() -> SourceRange {
        var end = offset
        while end < bytes.count, bytes[end].isNameByte { end += 1 }
        return offset..<end
    }

    /// The range of the variable's name at this position; empty if there isn't one.
    func variableRange() -> SourceRange {
        var end = offset
        while end < bytes.count,
            bytes[end].isLetter || bytes[end] == UInt8(ascii: "_") || (end > offset && bytes[end].isDigit)
        {
            end += 1
        }
        return offset..<end
    }

    /// Whether the keyword is at this position; if so, skips it.
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

    /// The range from here to white space or a separator, for diagnostics to quote.
    func wordRange() -> SourceRange {
        var end = offset
        while end < bytes.count, !bytes[end].isWhiteSpace, bytes[end] != UInt8(ascii: ";") { end += 1 }
        return offset..<end
    }
}

extension UInt8 {
    /// ASCII white space, including newlines.
    var isWhiteSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}

extension SourceCursor {
    /// The end of the expression that begins at `start`: the first `>>` outside the expression's own quotes; nil if
    /// there isn't one.
    func endOfExpression(from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">") where starts(with: ">>", at: index):
                return index
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                guard let end = endOfQuoted(from: index) else { return nil }
                index = end
            default:
                index += 1
            }
        }
        return nil
    }

    /// The position after the quote that closes the one at `start`; a backslash escapes the character after it.
    func endOfQuoted(from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == bytes[start] { return index + 1 }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// After an error in the statement that begins at `start`, moves to where the next statement may begin: skips whole
    /// brackets, quotes and expressions, and moves at least to where the error was found.
    mutating func skipStatement(from start: Int) {
        let found = offset
        var depth = 0
        offset = start
        while let byte = byte() {
            if isAtNewline || byte == UInt8(ascii: ";") {
                if depth == 0, offset >= found { return }
                offset += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
                if depth == 0, byte == UInt8(ascii: "}"), offset >= found { return }
                depth = max(0, depth - 1)
                offset += 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                skipQuoted(withinLine: depth > 0)
            case UInt8(ascii: "<") where starts(with: "<<") && !hasOpenExpression:
                let end = endOfExpression(from: offset + 2)
                hasOpenExpression = end == nil
                offset = (end ?? offset) + 2
            case UInt8(ascii: "\\"):
                offset = min(offset + 1 + max(newlineLength(ahead: 1), 1), bytes.count)
            case UInt8(ascii: "#") where offset == start || bytes[offset - 1].isWhiteSpace:
                skipLine()
            default:
                offset += 1
            }
        }
    }

    /// Skips the lines of a here-document of the system shell, if the line that ends it exists.
    mutating func skipHereDocument(_ word: String) {
        let end = word.utf8.filter { $0.isNameByte && $0 != UInt8(ascii: "-") }
        var line = self
        while !line.isAtEnd {
            line.skipLine()
            line.offset += line.newlineLength()
            while line.isAt("\t") { line.offset += 1 }
            let start = line.offset
            line.skipLine()
            if line.offset > start, line.bytes[start..<line.offset].elementsEqual(end) {
                offset = line.offset
                return
            }
            line.offset = start
        }
    }

    /// Skips quoted text; only the opening quote if it isn't closed (`withinLine`: not on the same line).
    mutating func skipQuoted(withinLine: Bool) {
        if starts(with: "\"\"\"") {
            var index = offset + 3
            while index < bytes.count, !starts(with: "\"\"\"", at: index) {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            offset = index < bytes.count ? index + 3 : offset + 3
            return
        }
        let quote = bytes[offset]
        var index = offset + 1
        while index < bytes.count, bytes[index] != quote {
            if withinLine, bytes[index] == UInt8(ascii: "\n") {
                offset = index
                return
            }
            index += bytes[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
        }
        offset = index < bytes.count ? index + 1 : offset + 1
    }
}
