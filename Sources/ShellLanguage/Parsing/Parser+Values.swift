// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Parser {
    /// Whether a VALUE that is no bare word begins here.
    var isAtValue: Bool {
        switch lexer.byte() {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "'"), UInt8(ascii: "\""): true
        case UInt8(ascii: "<"): lexer.isAt("<", ahead: 1)
        default: false
        }
    }

    /// `<<expr>>`, a template or quoted text, where `isAtValue`.
    mutating func parseValue() throws(Diagnostic) -> Template {
        let template: Template
        if lexer.isAt("<") {
            let interpolation = try parseInterpolation()
            template = Template(kind: .interpolation(interpolation), range: interpolation.range)
        } else if lexer.isAt("{") || lexer.isAt("[") {
            template = try parseTemplate()
        } else {
            template = Parser.template(of: try parseQuoted())
        }
        guard lexer.isAtBoundary || lexer.isAt(",") else { throw fault(.missingSpaceAfterValue) }
        return template
    }

    /// A bare number, `true`, `false` or `null` that is a whole word; nil when none stands here.
    mutating func parseScalar() -> Template? {
        var end = lexer
        while !end.isAtBoundary, !end.isAt(",") { end.offset += 1 }
        let range = lexer.offset..<end.offset
        guard range.count <= 64 || lexer.byte()?.isDigit == true || lexer.isAt("-") else { return nil }
        let word = Word(pieces: [.bare(lexer.text(range), range)], range: range)
        guard let scalar = word.scalar else { return nil }
        lexer.offset = range.upperBound
        return Template(kind: .constant(scalar), range: range)
    }

    /// What may stand on the right of `=` and after `return`.
    mutating func parseRightSide() throws(Diagnostic) -> RightSide {
        let start = lexer.offset
        meetStatement(isRightSide: true)
        let kind: RightSide.Kind
        if lexer.isAt("!") {
            let shell = try parseShellLine()
            return RightSide(kind: .shell(shell), programs: [], range: shell.range)
        } else if isAtValue {
            kind = .value(try parseValue())
        } else if let scalar = parseScalar() {
            kind = .value(scalar)
        } else {
            kind = .call(try parseCall(onRight: true))
        }
        let end = lexer.offset
        let programs = try parsePrograms()
        if lexer.isAt(">") { throw fault(.redirectOfAssignment, at: lexer.offset..<lexer.offset + 1) }
        return RightSide(kind: kind, programs: programs, range: start..<(programs.last?.range.upperBound ?? end))
    }

    /// `!COMMAND`, at the `!`: everything to the end of the line, which a backslash joins with the next.
    mutating func parseShellLine() throws(Diagnostic) -> ShellLine {
        let start = lexer.offset
        lexer.offset += 1
        if lexer.isAt("!") { throw fault(.historyExpansion, at: start..<start + 2) }
        while !lexer.isAtEnd, !lexer.isAtNewline {
            if lexer.starts(with: "<<") { throw fault(.interpolationInShell, at: lexer.offset..<lexer.offset + 2) }
            if lexer.isAtFinalBackslash {
                throw fault(.unclosed(.backslash), at: lexer.offset..<lexer.offset + 1)
            }
            lexer.offset += lexer.isAtLineContinuation ? 1 + lexer.newlineLength(ahead: 1) : 1
        }
        meetShellWord(from: start + 1)
        let range = start..<lexer.offset
        let command = lexer.text(start + 1..<lexer.offset)
        guard !command.utf8.allSatisfy(\.isWhiteSpace) else { throw fault(.emptyShellLine, at: range) }
        return ShellLine(command: command, range: range)
    }

    /// The last word of a line of the system shell's, where the text ends with it.
    private mutating func meetShellWord(from start: Int) {
        guard isSeekingEnd, lexer.isAtEnd else { return }
        let separators = Array("|;>".utf8)
        let last = lexer.bytes[start...].lastIndex { $0.isWhiteSpace || separators.contains($0) }
        let word = (last.map { $0 + 1 } ?? start)..<lexer.offset
        cursor?.meet(.program(PartialWord(start: word.lowerBound, text: lexer.text(word))))
    }
}
