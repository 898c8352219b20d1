// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    enum WordMode {
        /// An argument of a command.
        case argument
        /// An argument of a program, after `|`.
        case program
    }

    /// One word, at its first character, which is no boundary.
    mutating func parseWord(_ mode: WordMode = .argument) throws(Diagnostic) -> Word {
        let start = lexer.offset
        var pieces: [Word.Piece] = []
        while !lexer.isAtBoundary, let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                do throws(Diagnostic) {
                    pieces.append(.quoted(try parseQuoted()))
                } catch {
                    meetWord(pieces, from: start, quote: byte)
                    throw error
                }
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                pieces.append(.interpolation(try parseInterpolation()))
            case UInt8(ascii: "<") where pieces.isEmpty:
                throw fault(.systemShell(.input))
            case UInt8(ascii: "`"):
                throw fault(.systemShell(.backquote))
            case UInt8(ascii: "{"), UInt8(ascii: "("):
                throw bracketInWord(from: start)
            default:
                if let piece = parseBareRun() { pieces.append(piece) }
            }
        }
        let word = Word(pieces: pieces, range: start..<lexer.offset)
        if lexer.isAtEnd || lexer.isAtFinalBackslash { meetWord(pieces, from: start) }
        try refuseShellSyntax(word)
        return word
    }

    /// Bare characters up to another piece or a boundary; nil when backslashes before `<<` leave nothing.
    private mutating func parseBareRun() -> Word.Piece? {
        let start = lexer.offset
        var text: [UInt8] = []
        run: while !lexer.isAtBoundary, let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "("):
                break run
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1): break run
            case UInt8(ascii: "\\"):
                text += takeBareBackslashes()
            default:
                text.append(byte)
                lexer.offset += 1
            }
        }
        return text.isEmpty ? nil : .bare(String(decoding: text, as: UTF8.self), start..<lexer.offset)
    }

    /// A run of backslashes; the last one stays when it joins two lines or ends the text.
    private mutating func takeBareBackslashes() -> [UInt8] {
        var count = 0
        while lexer.isAt("\\", ahead: count) { count += 1 }
        guard lexer.newlineLength(ahead: count) > 0 || lexer.byte(ahead: count) == nil else { return takeBackslashes() }
        lexer.offset += count - 1
        return Array(repeating: UInt8(ascii: "\\"), count: count - 1)
    }

    private func bracketInWord(from start: Int) -> Diagnostic {
        let bracket = lexer.offset..<lexer.offset + 1
        if lexer.isAt("("), lexer.offset > start, lexer.bytes[lexer.offset - 1] == UInt8(ascii: "$") {
            return fault(.systemShell(.substitution), at: lexer.offset - 1..<lexer.offset + 1)
        }
        let text = lexer.text(bracket)
        return fault(lexer.offset == start ? .bracketAsText(text) : .missingSpace(before: text), at: bracket)
    }

    /// `&`, `&&` and `2>`, which have a meaning in the system shell alone.
    private func refuseShellSyntax(_ word: Word) throws(Diagnostic) {
        guard let text = word.soleBare else { return }
        switch text {
        case "&&": throw fault(.systemShell(.and), at: word.range)
        case "&":
            if lexer.isAt(">") { throw fault(.systemShell(.descriptor), at: word.range.lowerBound..<lexer.offset + 1) }
            throw fault(.systemShell(.background), at: word.range)
        default:
            if lexer.isAt(">"), text.utf8.allSatisfy(\.isDigit) {
                throw fault(.systemShell(.descriptor), at: word.range.lowerBound..<lexer.offset + 1)
            }
        }
    }
}
