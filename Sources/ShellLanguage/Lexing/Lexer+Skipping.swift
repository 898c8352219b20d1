// SPDX-License-Identifier: GPL-3.0-or-later

extension Lexer {
    /// The end of the expression that begins at `start`: the first `>>` outside the expression's own quotes; nil when
    /// there is none.
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

    /// The place after the quote that closes the one at `start`, a backslash protecting what follows it.
    func endOfQuoted(from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == bytes[start] { return index + 1 }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// After an error in the statement that begins at `start`: goes to where the next statement may begin, over whole
    /// brackets, quotes and expressions, and at least to where the error was found.
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

    /// Goes past the lines of a here-document of the system shell, when the line that ends it is there.
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

    /// Goes past quoted text; past the opening alone when it is not closed (`withinLine`: not on its line).
    private mutating func skipQuoted(withinLine: Bool) {
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
