// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// What an expression may begin with.
extension Parser {
    mutating func parseStart() throws(ExpressionError) -> Node {
        let token = self.token
        let isProjected = isAfterProjection
        isAfterProjection = false
        switch token.kind {
        case .name("let") where isVariable(nextToken): return try parseLet()
        case .name(let name):
            if nextToken.kind == .leftParenthesis { return try parseCall(name) }
            advance()
            return field(name, token.range)
        case .quotedName(let name):
            advance()
            if self.token.kind == .leftParenthesis {
                throw ExpressionError(
                    .syntax, "a function's name stands without quotes", hint: "write \(name)(…)", range: token.range)
            }
            return field(name, token.range)
        case .rawString(let text): return take(.literal(.string(text)))
        case .literal(let value): return take(.literal(value))
        case .number(let text): return try parseNumber(text)
        case .variable(let name): return try parseVariable(name)
        case .root: return take(.root)
        case .current: return take(here)
        case .star:
            advance()
            return try parseValueProjection(of: implicit(token), from: token, Power.star)
        case .flatten:
            advance()
            return try parseFlatten(of: implicit(token), from: token)
        case .filter: return try parseFilter(of: implicit(token))
        case .leftBracket:
            if startsIndex { return try parseIndex(of: implicit(token)) }
            if nextToken.kind == .star, tokens[min(position + 2, tokens.count - 1)].kind == .rightBracket {
                return try parseWildcardIndex(of: implicit(token))
            }
            return try parseList(isMember: isProjected)
        case .leftBrace: return try parseHash()
        case .leftParenthesis: return try parseParenthesized()
        case .not: return try parseNot()
        case .minus, .plus:
            advance()
            let operand = try parse(Power.sign)
            let range = range(from: token.range.lowerBound)
            return Node(kind: token.kind == .minus ? .negate(operand) : .affirm(operand), range: range)
        case .ampersand:
            throw ExpressionError(
                .syntax, "`&` may only begin an argument of a function", hint: "`and` is written `&&`",
                range: token.range)
        case .dot, .comma, .colon, .question, .rightParenthesis, .rightBracket, .rightBrace, .timesSign, .slash,
            .doubleSlash, .percent, .pipe, .or, .and, .assign, .comparison, .end:
            throw unexpected()
        }
    }

    /// `@`, or the value before a bracket that stands alone.
    private var here: Node.Kind { isAtRoot ? .root : .current }

    private func implicit(_ token: Token) -> Node {
        Node(kind: here, range: token.range.lowerBound..<token.range.lowerBound)
    }

    private mutating func take(_ kind: Node.Kind) -> Node {
        defer { advance() }
        return Node(kind: kind, range: token.range)
    }

    private mutating func field(_ name: String, _ range: Range<Int>) -> Node {
        guard isAtRoot else { return Node(kind: .field(name), range: range) }
        return rootField(name, range, lookup: range)
    }

    /// A member of the root; `lookup` is the range of its name alone.
    mutating func rootField(_ name: String, _ range: Range<Int>, lookup: Range<Int>) -> Node {
        rootNames.append(Expression.RootName(name: name, range: lookup))
        return Node(kind: .rootField(name), range: range)
    }

    private mutating func parseNumber(_ text: String) throws(ExpressionError) -> Node {
        guard let number = JSONNumber(parsing: text) else {
            throw ExpressionError(.syntax, "a number may not begin with a needless 0", range: token.range)
        }
        return take(.literal(.number(number)))
    }

    private mutating func parseVariable(_ name: String) throws(ExpressionError) -> Node {
        guard let place = scope.lastIndex(of: name) else {
            throw ExpressionError(
                .undefinedVariable, "`$\(name)` is not defined here",
                hint: "define it with: let $\(name) = … in …; a variable of the shell is written without `$`",
                range: token.range)
        }
        return take(.variable(place))
    }

    private mutating func parseParenthesized() throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        advance()
        let content = try parse(Power.lowest)
        try expect(.rightParenthesis, "`)`")
        return Node(kind: content.kind, range: range(from: start))
    }

    private mutating func parseNot() throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        advance()
        let operand = try parse(Power.not)
        if token.kind == .dot {
            notes.append(
                ExpressionNote(
                    message: "`!` binds tighter than `.`: write `!(…)` around the whole path",
                    range: start..<nextToken.range.upperBound))
        }
        return Node(kind: .not(operand), range: range(from: start))
    }

    private func isVariable(_ token: Token) -> Bool {
        guard case .variable = token.kind else { return false }
        return true
    }

    /// `let $name = value, … in body`
    private mutating func parseLet() throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        let outer = scope
        defer { scope = outer }
        var names: [String] = []
        var values: [Node] = []
        repeat {
            advance()
            guard case .variable(let name) = token.kind else {
                throw unexpected(instead: "a name that begins with `$`")
            }
            advance()
            try expect(.assign, "`=`")
            // All values are evaluated outside the new scope, each with the places below it filled.
            scope = outer + Array(repeating: "", count: names.count)
            values.append(try parse(Power.lowest))
            names.append(name)
        } while token.kind == .comma
        guard token.kind == .name("in") else { throw unexpected(instead: "`in`") }
        advance()
        scope = outer + names
        let body = try parse(Power.lowest)
        return Node(kind: .let(values, body), range: range(from: start))
    }
}
