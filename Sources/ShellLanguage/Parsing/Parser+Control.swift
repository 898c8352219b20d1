// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// A statement that begins with a keyword; nil when none stands here.
    mutating func parseControl() throws(Diagnostic) -> Statement.Kind? {
        let start = lexer.nameRange()
        guard let keyword = Keyword(rawValue: lexer.text(start)) else { return nil }
        switch keyword {
        case .if: return .if(try parseIf())
        case .for: return .for(try parseFor())
        case .while: return .while(try parseWhile())
        case .retry: return .retry(try parseRetry())
        case .try: return .try(try parseTry())
        case .break:
            lexer.offset = start.upperBound
            return .break
        case .continue:
            lexer.offset = start.upperBound
            return .continue
        case .return: return .return(try parseReturn())
        case .secret: return .secret(try parseSecret())
        case .assert: return .assert(try parseAssertion())
        case .else, .catch, .finally: throw fault(.strayKeyword(keyword, layout), at: start)
        case .def, .test, .before, .after, .in, .parallel, .every, .backoff, .up, .to: return nil
        }
    }

    // MARK: if, while, for

    private mutating func parseIf() throws(Diagnostic) -> If {
        _ = lexer.take(keyword: "if")
        var branches = [If.Branch(condition: try parseCondition(of: .if), body: try parseBlock(of: .if))]
        while try takeContinuation(.else) {
            try skipBlank()
            guard lexer.take(keyword: "if") else {
                return If(branches: branches, otherwise: try parseBlock(of: .else))
            }
            branches.append(If.Branch(condition: try parseCondition(of: .if), body: try parseBlock(of: .if)))
        }
        return If(branches: branches, otherwise: nil)
    }

    private mutating func parseWhile() throws(Diagnostic) -> While {
        _ = lexer.take(keyword: "while")
        return While(condition: try parseCondition(of: .while), body: try parseBlock(of: .while))
    }

    private mutating func parseFor() throws(Diagnostic) -> For {
        _ = lexer.take(keyword: "for")
        try skipBlank()
        var names = [try parseName(for: .loopVariable)]
        try skipBlank()
        if lexer.take(",") {
            try skipBlank()
            let second = try parseName(for: .loopVariable)
            if second.text == names[0].text { throw fault(.repeatedName(second.text), at: second.range) }
            names.append(second)
            try skipBlank()
        }
        offer(.in)
        guard lexer.take(keyword: "in") else { throw expected(.keyword(.in)) }
        try skipBlank()
        guard isAtValue, !lexer.isAt("'"), !lexer.isAt("\"") else { throw expected(.sequence) }
        let sequence = lexer.isAt("<") ? try parseHeadInterpolation() : try parseTemplate()
        try skipBlank()
        offer(.parallel)
        var parallel: For.Parallel?
        if lexer.take(keyword: "parallel") {
            try skipBlank()
            parallel = For.Parallel(limit: try parseCount(), locals: [])
        }
        return For(names: names, sequence: sequence, parallel: parallel, body: try parseBlock(of: .for))
    }

    private mutating func parseHeadInterpolation() throws(Diagnostic) -> Template {
        let interpolation = try parseInterpolation()
        return Template(kind: .interpolation(interpolation), range: interpolation.range)
    }

    /// One `<<expr>>`: comparisons go inside.
    mutating func parseCondition(of keyword: Keyword) throws(Diagnostic) -> Interpolation {
        try skipBlank()
        guard lexer.starts(with: "<<") else { throw expected(.condition(of: keyword)) }
        let condition = try parseInterpolation()
        var next = lexer
        next.skipBlank()
        for comparison in ["==", "!=", "<=", ">=", "<", ">", "&&", "||"]
        where next.starts(with: comparison) {
            throw fault(
                .comparisonOutside, at: next.offset..<next.offset + comparison.utf8.count)
        }
        return condition
    }

    // MARK: Blocks

    /// A `{` that stands on a later line is named, and taken all the same so that the block is checked.
    private mutating func refuseBlockOnNextLine(of keyword: Keyword) {
        var next = lexer
        next.skipBlank(newlines: true)
        guard lexer.isAtNewline, next.isAt("{") else { return }
        lexer = next
        record(fault(.blockOnNextLine(keyword), at: next.offset..<next.offset + 1))
    }

    /// `{ … }` on the line of its head.
    mutating func parseBlock(of keyword: Keyword) throws(Diagnostic) -> Block {
        try skipBlank()
        refuseBlockOnNextLine(of: keyword)
        let start = lexer.offset
        guard lexer.take("{") else { throw expected(.block(of: keyword)) }
        guard blockDepth < Parser.blockDepthLimit else {
            throw fault(.nestedTooDeep(limit: Parser.blockDepthLimit), at: start..<start + 1)
        }
        blockDepth += 1
        defer { blockDepth -= 1 }
        let statements = parseStatements(inBlockAt: start)
        _ = lexer.take("}")
        return Block(statements: statements, range: start..<lexer.offset)
    }

    /// Whether `else`, `catch` or `finally` follows the `}` of its statement, and goes past it. At the prompt it has to
    /// stand on that line, except inside a block, where the statement cannot be taken for a whole one.
    ///
    /// - Parameter others: keywords that may be here instead.
    mutating func takeContinuation(_ keyword: Keyword, or others: Keyword...) throws(Diagnostic) -> Bool {
        try skipBlank()
        meetEnd(orName: true) { .keyword($0, [keyword] + others) }
        if lexer.take(keyword: keyword.rawValue) { return true }
        guard layout == .text || blockDepth > 0 else { return false }
        var next = lexer
        next.skipBlank(newlines: true)
        // `catch` may be missing before `finally`.
        if isSeekingEnd, cursor?.continuations.start != next.offset {
            cursor?.continuations = (next.offset, [keyword] + others)
        }
        guard next.take(keyword: keyword.rawValue) else { return false }
        lexer = next
        return true
    }
}
