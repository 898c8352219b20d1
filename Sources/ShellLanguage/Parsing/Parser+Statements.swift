// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// The statements of the top level, or of the block whose `{` is at `opened`, up to its `}`.
    ///
    /// A statement with an error is recorded and skipped, so that the others are checked too.
    mutating func parseStatements(inBlockAt opened: Int? = nil) -> [Statement] {
        var statements: [Statement] = []
        while true {
            lexer.skipSeparators()
            if lexer.isAtEnd {
                meetStatement(isRightSide: false)
                if let opened { record(fault(.unclosed(.block), at: opened..<opened + 1)) }
                return statements
            }
            if lexer.isAt("}") {
                if opened != nil { return statements }
                record(fault(.strayBracket("}"), at: lexer.offset..<lexer.offset + 1))
                lexer.offset += 1
                continue
            }
            let start = lexer.offset
            do throws(Diagnostic) {
                if let statement = try parseTopStatement(isTop: opened == nil) { statements.append(statement) }
                try parseEndOfStatement()
            } catch {
                record(error)
                lexer.skipStatement(from: start)
                // Of what was wrong, nobody knows how it goes on.
                if lexer.isAtEnd { cursor?.meet(.nothing) }
                if case .syntax(.systemShell(.hereDocument(let word))) = error.kind { lexer.skipHereDocument(word) }
            }
        }
    }

    /// A statement with its place and what it reads; nil when a definition, test or hook was put aside.
    private mutating func parseTopStatement(isTop: Bool) throws(Diagnostic) -> Statement? {
        let outer = variables
        variables = []
        defer { variables = outer }
        let start = lexer.offset
        try skipBlank()
        meetStatement(isRightSide: false)
        if !isAtAssignment, try parseDefinition(isTop: isTop) { return nil }
        let kind = try parseStatementKind()
        return Statement(kind: kind, range: start..<lexer.endOfContent, variables: variables)
    }

    private mutating func parseStatementKind() throws(Diagnostic) -> Statement.Kind {
        if isAtAssignment { return .assignment(try parseAssignment()) }
        if lexer.isAt("!") { return .shell(try parseShellLine()) }
        if isAtValue {
            let value = try parseValue()
            return .value(ValueStatement(value: value, tail: try parseTail()))
        }
        if let control = try parseControl() { return control }
        let call = try parseCall(onRight: false)
        return .command(Command(call: call, tail: try parseTail()))
    }

    /// A command's name and its arguments.
    mutating func parseCall(onRight: Bool) throws(Diagnostic) -> Call {
        let range = lexer.nameRange()
        guard Identifier.isCommand(lexer.bytes[range]), !["true", "false", "null"].contains(lexer.text(range)) else {
            throw faultAtCall(onRight: onRight)
        }
        let start = lexer.offset
        lexer.offset = range.upperBound
        guard lexer.isAtBoundary else {
            lexer.offset = start
            throw faultAtCall(onRight: onRight)
        }
        let name = Name(text: lexer.text(range), range: range)
        try refuseOperatorAfter(name, onRight: onRight)
        let arguments = try parseArguments(of: name)
        let end = arguments.last?.range.upperBound ?? range.upperBound
        return Call(name: name, arguments: arguments, range: start..<end, binding: .unresolved)
    }

    /// `a == b` and `n += 1`, which are no commands with odd arguments.
    private func refuseOperatorAfter(_ name: Name, onRight: Bool) throws(Diagnostic) {
        var next = lexer
        next.skipBlank()
        if next.starts(with: "==") || next.starts(with: "!=") {
            throw fault(.comparisonOutside, at: next.offset..<next.offset + 2)
        }
        guard !onRight, let sign = next.byte(), Array("+-*/".utf8).contains(sign), next.isAt("=", ahead: 1) else {
            return
        }
        let operatorRange = next.offset..<next.offset + 2
        throw fault(.compoundAssignment(name.text, lexer.text(operatorRange)), at: operatorRange)
    }

    private func faultAtCall(onRight: Bool) -> Diagnostic {
        let range = lexer.wordRange()
        let text = lexer.text(range)
        if text.hasPrefix("$(") {
            return fault(.systemShell(.substitution), at: range.lowerBound..<range.lowerBound + 2)
        }
        if text.hasPrefix("`") { return fault(.systemShell(.backquote), at: range) }
        if onRight {
            if lexer.isAtEndOfArguments { return fault(.expected(.rightSide, found: lexer.text(range)), at: range) }
            return fault(.notARightSide(text), at: range)
        }
        if let byte = lexer.byte(), Array("])".utf8).contains(byte) {
            return fault(.strayBracket(String(Unicode.Scalar(byte))), at: lexer.offset..<lexer.offset + 1)
        }
        return fault(.notAStatement(text), at: range)
    }

    /// After a statement: a newline, `;`, the end, or the `}` of its block.
    private mutating func parseEndOfStatement() throws(Diagnostic) {
        try skipBlank()
        guard let byte = lexer.byte(), !lexer.isAtNewline else { return }
        switch byte {
        case UInt8(ascii: ";"): return
        case UInt8(ascii: "}"): return
        case UInt8(ascii: "]"), UInt8(ascii: ")"):
            throw fault(.strayBracket(String(Unicode.Scalar(byte))), at: lexer.offset..<lexer.offset + 1)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            throw fault(.tailAfterBlock, at: lexer.offset..<lexer.offset + 1)
        default:
            throw fault(.afterStatement(lexer.text(lexer.wordRange())))
        }
    }
}
