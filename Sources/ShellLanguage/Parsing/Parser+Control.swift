// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Parser {
    /// A statement that begins with a keyword; nil when none stands here.
    mutating func parseControl() throws(Diagnostic) -> Statement.Kind? {
        let start = lexer.nameRange()
        switch lexer.text(start) {
        case "if": return .if(try parseIf())
        case "for": return .for(try parseFor())
        case "while": return .while(try parseWhile())
        case "retry": return .retry(try parseRetry())
        case "try": return .try(try parseTry())
        case "break":
            lexer.offset = start.upperBound
            return .break
        case "continue":
            lexer.offset = start.upperBound
            return .continue
        case "return": return .return(try parseReturn())
        case "secret": return .secret(try parseSecret())
        case "assert": return .assert(try parseAssertion())
        case "else": throw fault(.strayKeyword(.else, layout), at: start)
        case "catch": throw fault(.strayKeyword(.catch, layout), at: start)
        case "finally": throw fault(.strayKeyword(.finally, layout), at: start)
        default: return nil
        }
    }

    // MARK: if, while, for

    private mutating func parseIf() throws(Diagnostic) -> If {
        _ = lexer.take(keyword: "if")
        var branches = [If.Branch(condition: try parseCondition(of: .if), body: try parseBlock(of: .if))]
        while try takeContinuation("else") {
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
        guard lexer.take(keyword: "in") else { throw expected(.keyword(.in)) }
        try skipBlank()
        guard isAtValue, !lexer.isAt("'"), !lexer.isAt("\"") else { throw expected(.sequence) }
        let sequence = lexer.isAt("<") ? try parseHeadInterpolation() : try parseTemplate()
        try skipBlank()
        var parallel: For.Parallel?
        if lexer.take(keyword: "parallel") {
            try skipBlank()
            parallel = For.Parallel(limit: try parseCount(.parallelCount), locals: [])
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

    // MARK: retry, try

    private mutating func parseRetry() throws(Diagnostic) -> Retry {
        _ = lexer.take(keyword: "retry")
        try skipBlank()
        let times = try parseCount(.retryCount)
        try skipBlank()
        guard lexer.take(keyword: "every") else { throw expected(.keyword(.every)) }
        let pause = try parsePause()
        try skipBlank()
        let backoff = lexer.take(keyword: "backoff") ? try parseFactor() : nil
        try skipBlank()
        var longest: Amount<Duration>?
        if lexer.take(keyword: "up") {
            try skipBlank()
            guard lexer.take(keyword: "to") else { throw expected(.keyword(.to)) }
            longest = try parsePause()
        }
        return Retry(
            times: times, pause: pause, backoff: backoff, longestPause: longest, body: try parseBlock(of: .retry))
    }

    /// A whole number from 1, or `<<expr>>`.
    private mutating func parseCount(_ expectation: Expectation) throws(Diagnostic) -> Amount<Int> {
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let count = Int(lexer.text(range)), count >= 1 else { throw expected(expectation) }
        lexer.offset = range.upperBound
        return .literal(count)
    }

    private mutating func parsePause() throws(Diagnostic) -> Amount<Duration> {
        try skipBlank()
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let duration = Duration(lamsh: lexer.text(range)) else { throw expected(.duration) }
        lexer.offset = range.upperBound
        return .literal(duration)
    }

    private mutating func parseFactor() throws(Diagnostic) -> Amount<JSONNumber> {
        try skipBlank()
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let factor = JSONNumber(parsing: lexer.text(range)), factor.double >= 1 else { throw expected(.factor) }
        lexer.offset = range.upperBound
        return .literal(factor)
    }

    /// The characters of a word in the head of a control statement.
    private func headRange() -> SourceRange {
        var end = lexer
        while !end.isAtBoundary, !end.isAt("{") { end.offset += 1 }
        return lexer.offset..<end.offset
    }

    private mutating func parseTry() throws(Diagnostic) -> Try {
        let keyword = lexer.nameRange()
        _ = lexer.take(keyword: "try")
        let body = try parseBlock(of: .try)
        var handler: Try.Catch?
        if try takeContinuation("catch") {
            try skipBlank()
            let name = lexer.isAt("{") ? nil : try parseName(for: .error)
            handler = Try.Catch(name: name, body: try parseBlock(of: .catch))
        }
        let cleanup = try takeContinuation("finally") ? try parseBlock(of: .finally) : nil
        if handler == nil, cleanup == nil { throw fault(.tryAlone(layout), at: keyword) }
        return Try(body: body, handler: handler, cleanup: cleanup)
    }

    /// Whether `else`, `catch` or `finally` follows the `}` of its statement, and goes past it. At the prompt it has to
    /// stand on that line, except inside a block, where the statement cannot be taken for a whole one.
    private mutating func takeContinuation(_ keyword: String) throws(Diagnostic) -> Bool {
        try skipBlank()
        if lexer.take(keyword: keyword) { return true }
        guard layout == .text || blockDepth > 0 else { return false }
        var next = lexer
        next.skipBlank(newlines: true)
        guard next.take(keyword: keyword) else { return false }
        lexer = next
        return true
    }

    // MARK: return, secret, assert

    private mutating func parseReturn() throws(Diagnostic) -> RightSide? {
        _ = lexer.take(keyword: "return")
        try skipBlank()
        if lexer.isAtNewline || lexer.isAtEnd || lexer.isAt(";") || lexer.isAt("}") { return nil }
        return try parseRightSide()
    }

    private mutating func parseSecret() throws(Diagnostic) -> SecretStatement {
        _ = lexer.take(keyword: "secret")
        try skipBlank()
        let name = try parseName(for: .secret)
        try skipBlank()
        guard lexer.take("=") else { return SecretStatement(name: name, value: nil) }
        try skipBlank()
        return SecretStatement(name: name, value: try parseRightSide())
    }

    private mutating func parseAssertion() throws(Diagnostic) -> Assertion {
        _ = lexer.take(keyword: "assert")
        let condition = try parseCondition(of: .assert)
        try skipBlank()
        if lexer.isAtEndOfArguments { return Assertion(condition: condition, message: nil) }
        return Assertion(condition: condition, message: try parseWord())
    }

    // MARK: Blocks

    /// `{ … }` on the line of its head.
    mutating func parseBlock(of keyword: Keyword) throws(Diagnostic) -> Block {
        try skipBlank()
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
}
