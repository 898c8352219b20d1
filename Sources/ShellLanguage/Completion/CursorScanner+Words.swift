// SPDX-License-Identifier: GPL-3.0-or-later

extension CursorScanner {
    /// How a piece of a word ended.
    private enum Piece {
        case closed(text: String, isLiteral: Bool)
        /// The text ends in it; what its bytes mean so far.
        case open(text: String)
        /// The text ends in an expression, which begins there.
        case expression(Int)
    }

    /// A word, at its first character; a kind when the text ends in it.
    mutating func scanWord() -> CursorPlace.Kind? {
        var word = PartialWord(start: lexer.offset, text: "")
        var isLiteral = true
        while let byte = lexer.byte(), !lexer.isAtBoundary {
            let piece: Piece
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if lexer.offset > word.start { word.isReplaceable = false }
                piece = takeQuoted(byte)
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                piece = takeExpression()
            default:
                takeBare(into: &word)
                guard word.isOptionName else { continue }
                // The value begins as an argument does.
                words.append(ScannedWord(text: word.text, range: word.start..<lexer.offset))
                return lexer.isAtEnd ? .word(PartialWord(start: lexer.offset, text: "")) : nil
            }
            switch piece {
            case .expression(let start): return .expression(start)
            case .open(let text):
                word.text += text
                word.quote = byte
                return .word(word)
            case .closed(let text, let isText):
                word.text += text
                word.isReplaceable = false
                isLiteral = isLiteral && isText
            }
        }
        if lexer.isAtEnd || lexer.isAtFinalBackslash { return .word(word) }
        words.append(ScannedWord(text: isLiteral ? word.text : nil, range: word.start..<lexer.offset))
        return nil
    }

    /// A JSON template, at its bracket; a kind when the text ends in it.
    mutating func skipTemplate() -> CursorPlace.Kind? {
        let start = lexer.offset
        var depth = 0
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                lexer.offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                lexer.offset += 1
                if depth == 0 { return nil }
            case _ where byte == UInt8(ascii: "\"") || lexer.starts(with: "<<"):
                switch byte == UInt8(ascii: "\"") ? takeQuoted(byte) : takeExpression() {
                case .expression(let start): return .expression(start)
                case .open: return .template(start)
                case .closed: break
                }
            default: lexer.offset += 1
            }
        }
        return .template(start)
    }

    /// Bare characters up to another piece or a boundary, or to the `=` of `--name=` and `name=`.
    private mutating func takeBare(into word: inout PartialWord) {
        let start = lexer.offset
        repeat {
            let byte = lexer.byte()
            lexer.offset += 1
            if byte == UInt8(ascii: "="), start == word.start { break }
        } while !lexer.isAtBoundary && !lexer.isAt("'") && !lexer.isAt("\"") && !lexer.starts(with: "<<")
        word.text += lexer.text(start..<lexer.offset)
    }

    /// From a quote to its end.
    private mutating func takeQuoted(_ quote: UInt8) -> Piece {
        let isBlock = lexer.starts(with: "\"\"\"")
        let closing = isBlock ? "\"\"\"" : String(Unicode.Scalar(quote))
        lexer.offset += closing.utf8.count
        var text: [UInt8] = []
        var isLiteral = true
        while let byte = lexer.byte() {
            if lexer.starts(with: closing) {
                lexer.offset += closing.utf8.count
                return .closed(text: String(decoding: text, as: UTF8.self), isLiteral: isLiteral)
            }
            if quote == UInt8(ascii: "\""), lexer.starts(with: "<<") {
                guard case .closed = takeExpression() else { return .expression(openExpression) }
                isLiteral = false
                continue
            }
            if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), lexer.byte(ahead: 1) != nil {
                lexer.offset += lexer.starts(with: "\\<<") ? 2 : 1
            }
            if let byte = lexer.byte() { text.append(byte) }
            lexer.offset += 1
        }
        return .open(text: String(decoding: text, as: UTF8.self))
    }

    /// From `<<` to its `>>`; `.expression` when the text ends before.
    private mutating func takeExpression() -> Piece {
        lexer.offset += 2
        openExpression = lexer.offset
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                lexer.offset += 1
                while let inner = lexer.byte(), inner != byte { lexer.offset += inner == UInt8(ascii: "\\") ? 2 : 1 }
                lexer.offset = min(lexer.offset + 1, lexer.bytes.count)
            case UInt8(ascii: ">") where lexer.isAt(">", ahead: 1):
                lexer.offset += 2
                return .closed(text: "", isLiteral: false)
            default: lexer.offset += 1
            }
        }
        return .expression(openExpression)
    }
}

extension PartialWord {
    /// `--name=` or `name=`.
    fileprivate var isOptionName: Bool {
        guard text.hasSuffix("="), isReplaceable else { return false }
        let name = text.utf8.dropLast().drop { $0 == UInt8(ascii: "-") }
        return !name.isEmpty && name.allSatisfy(\.isNameByte)
    }
}
