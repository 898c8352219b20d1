// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands at the cursor: the words of the call so far, and the piece that is being typed.
struct CursorPlace: Equatable {
    enum Kind: Equatable {
        /// A word of a statement: the first is a command, a keyword or a variable.
        case word(PartialWord)
        /// Between `<<` and its `>>`, from that offset on.
        case expression(Int)
        /// A word of a program's call, after `|` or `!`.
        case program(PartialWord)
        /// The file after `>` or `>>`.
        case file(PartialWord)
        /// The inside of a JSON template, from that offset on.
        case template(Int)
        /// A comment, or a place that only free text fits.
        case nothing
    }

    var kind: Kind
    /// The words of the statement before the cursor; nil for one that is no literal text. `--name=` and what is glued to
    /// it are two.
    var words: [String?]
    /// Whether `NAME =` stands before them.
    var isRightSide: Bool
}

/// The word that is being typed.
struct PartialWord: Equatable {
    /// Offset of its first byte, a quote included.
    var start: Int
    /// The text that its bytes mean so far.
    var text: String
    /// The quote that is open at the cursor.
    var quote: UInt8?
    /// False when a part of it is interpolated or a quote was closed: then nothing can replace it.
    var isReplaceable = true
}

/// A word that has ended.
struct ScannedWord: Equatable {
    /// nil when it is no literal text.
    var text: String?
    var range: Range<Int>
}

/// Finds what stands at the end of a text, which need not be complete or correct: the parser's rules for tokens, without
/// its checks.
struct CursorScanner {
    var lexer: SourceCursor
    /// The words of the statement so far.
    var words: [ScannedWord] = []
    /// The words of the statements before it.
    private(set) var statements: [[ScannedWord]] = []
    private var isRightSide = false
    /// Where the expression begins that was entered last.
    var openExpression = 0

    /// Words whose `{` opens a block.
    private static let blockHeads: Set<String> = [
        "if", "else", "for", "while", "retry", "try", "catch", "finally", "def", "test", "before", "after",
    ]

    /// The place at the end of `text`.
    static func place(atEndOf text: some Sequence<UInt8>) -> CursorPlace {
        var scanner = CursorScanner(lexer: SourceCursor(Source(name: nil, bytes: Array(text))))
        let kind = scanner.scan()
        return CursorPlace(kind: kind, words: scanner.words.map(\.text), isRightSide: scanner.isRightSide)
    }

    /// The words of every statement of `text`, blocks and all.
    static func statements(of text: String) -> [[ScannedWord]] {
        var scanner = CursorScanner(
            lexer: SourceCursor(Source(name: nil, bytes: Array(text.utf8) + [UInt8(ascii: "\n")])))
        _ = scanner.scan()
        return scanner.statements
    }

    private init(lexer: SourceCursor) { self.lexer = lexer }

    // MARK: Statements

    private mutating func scan() -> CursorPlace.Kind {
        startStatement()
        while true {
            if words.isEmpty, !isRightSide, takeAssignment() { continue }
            let before = lexer.offset
            lexer.skipBlank()
            if lexer.isAtEnd {
                return endsInComment(from: before) ? .nothing : .word(PartialWord(start: lexer.offset, text: ""))
            }
            if let kind = scanToken() { return kind }
        }
    }

    private mutating func startStatement() {
        if !words.isEmpty { statements.append(words) }
        words = []
        isRightSide = false
    }

    /// One token, after blanks; a kind when the text ends in it.
    private mutating func scanToken() -> CursorPlace.Kind? {
        guard let byte = lexer.byte() else { return nil }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "}"), UInt8(ascii: ")"):
            lexer.offset += 1
            startStatement()
            return nil
        case UInt8(ascii: "|"):
            lexer.offset += 1
            return scanProgram()
        case UInt8(ascii: ">"):
            lexer.offset += lexer.isAt(">", ahead: 1) ? 2 : 1
            lexer.skipBlank()
            return scanWord().map { if case .word(let word) = $0 { .file(word) } else { $0 } }
        case UInt8(ascii: "!") where words.isEmpty:
            lexer.offset += 1
            return scanProgram()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if byte == UInt8(ascii: "{"), let head = words.first?.text, Self.blockHeads.contains(head) {
                lexer.offset += 1
                startStatement()
                return nil
            }
            let start = lexer.offset
            let kind = skipTemplate()
            words.append(ScannedWord(text: nil, range: start..<lexer.offset))
            return kind
        case UInt8(ascii: "("):
            let start = lexer.offset
            while let byte = lexer.byte(), byte != UInt8(ascii: ")") { lexer.offset += 1 }
            guard !lexer.isAtEnd else { return .nothing }
            lexer.offset += 1
            words.append(ScannedWord(text: nil, range: start..<lexer.offset))
            return nil
        default:
            return scanWord()
        }
    }

    /// `NAME =` or `NAME.path =`, but not `==`.
    private mutating func takeAssignment() -> Bool {
        var probe = lexer
        probe.skipBlank(newlines: true)
        let name = probe.variableRange()
        guard !name.isEmpty else { return false }
        probe.offset = name.upperBound
        while let byte = probe.byte(), byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") {
            probe.offset += 1
            while let byte = probe.byte(), byte.isNameByte || Array("]\"<>.".utf8).contains(byte) { probe.offset += 1 }
        }
        while let byte = probe.byte(), byte == 0x20 || byte == 0x09 { probe.offset += 1 }
        guard probe.isAt("="), !probe.isAt("=", ahead: 1) else { return false }
        lexer = probe
        lexer.offset += 1
        isRightSide = true
        return true
    }

    private func endsInComment(from start: Int) -> Bool {
        // What was skipped is white space, joined lines and comments: only a comment holds a `#`.
        lexer.bytes[start..<lexer.offset].split(separator: UInt8(ascii: "\n")).last?.contains(UInt8(ascii: "#")) == true
    }

    /// The words of a program, up to the next `|`, `>` or end of statement.
    private mutating func scanProgram() -> CursorPlace.Kind? {
        while true {
            while let byte = lexer.byte(), byte == 0x20 || byte == 0x09 { lexer.offset += 1 }
            let start = lexer.offset
            while let byte = lexer.byte(), !byte.isWhiteSpace, !Array("|;>".utf8).contains(byte) { lexer.offset += 1 }
            if lexer.isAtEnd {
                return .program(PartialWord(start: start, text: lexer.text(start..<lexer.offset)))
            }
            if lexer.offset == start {
                if lexer.isAt("|") { lexer.offset += 1 } else { return nil }
            }
        }
    }
}
