// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// How an expression may go on after a value.
extension Parser {
    mutating func parseContinuation(of left: Node) throws(ExpressionError) -> Node {
        let token = self.token
        switch token.kind {
        case .dot: return try parseSub(of: left)
        case .pipe:
            advance()
            let right = try belowRoot { (parser) throws(ExpressionError) in try parser.parse(Power.pipe) }
            return join(.pipe(left, right), left, right)
        case .or:
            advance()
            let right = try parse(Power.or)
            return join(.or(left, right), left, right)
        case .and:
            advance()
            let right = try parse(Power.and)
            return join(.and(left, right), left, right)
        case .comparison(let comparison):
            advance()
            let first = position
            noteOperand(left, tokens[first - 2])
            let right = try parse(Power.comparison)
            noteOperand(right, tokens[first])
            return join(.compare(comparison, left, right), left, right)
        case .question: return try parseTernary(of: left)
        case .plus: return try parseArithmetic(.add, left, Power.sum)
        case .minus: return try parseArithmetic(.subtract, left, Power.sum)
        case .star, .timesSign: return try parseArithmetic(.multiply, left, Power.product)
        case .slash: return try parseArithmetic(.divide, left, Power.product)
        case .doubleSlash: return try parseArithmetic(.divideToInteger, left, Power.product)
        case .percent: return try parseArithmetic(.remainder, left, Power.product)
        case .flatten:
            advance()
            return try parseFlatten(of: left, from: token)
        case .filter: return try parseFilter(of: left)
        case .leftBracket: return looksLikeIndex ? try parseIndex(of: left) : try parseWildcardIndex(of: left)
        case .name, .quotedName, .rawString, .literal, .number, .variable, .root, .current, .comma, .colon,
            .leftParenthesis, .rightParenthesis, .rightBracket, .leftBrace, .rightBrace, .ampersand, .not, .assign,
            .end:
            throw unexpected()
        }
    }

    private func join(_ kind: Node.Kind, _ left: Node, _ right: Node) -> Node {
        Node(kind: kind, range: left.range.lowerBound..<right.range.upperBound)
    }

    private mutating func parseArithmetic(
        _ operation: ArithmeticOperator, _ left: Node, _ power: Int
    ) throws(ExpressionError) -> Node {
        advance()
        let right = try parse(power)
        return join(.arithmetic(operation, left, right), left, right)
    }

    private mutating func parseTernary(of condition: Node) throws(ExpressionError) -> Node {
        advance()
        let yes = try parse(Power.lowest)
        try expect(.colon, "`:`")
        let no = try parse(Power.ternary - 1)
        return join(.ternary(condition, yes, no), condition, no)
    }

    private mutating func parseSub(of left: Node) throws(ExpressionError) -> Node {
        advance()
        if token.kind == .star {
            let star = token
            advance()
            return try parseValueProjection(of: left, from: star, Power.dot)
        }
        noteProjectedMember(left)
        if case .root = left.kind, nextToken.kind != .leftParenthesis {
            switch token.kind {
            case .name(let name), .quotedName(let name):
                let range = token.range
                advance()
                return rootField(name, left.range.lowerBound..<range.upperBound, lookup: range)
            default: break
            }
        }
        let right = try belowRoot { (parser) throws(ExpressionError) in try parser.parseMember(Power.dot) }
        return join(.sub(left, right), left, right)
    }

    /// After a dot the official implementations project one step alone: in `a.*.b.c` the last step looks into the array.
    mutating func parseValueProjection(of left: Node, from star: Token, _ power: Int) throws(ExpressionError) -> Node {
        let right = try parseProjected(power)
        return Node(
            kind: .valueProjection(left, right),
            range: left.range.lowerBound..<max(star.range.upperBound, right.range.upperBound))
    }

    mutating func parseFlatten(of left: Node, from bracket: Token) throws(ExpressionError) -> Node {
        let base = Node(kind: .flatten(left), range: left.range.lowerBound..<bracket.range.upperBound)
        let right = try parseProjected(Power.flatten)
        return Node(
            kind: .projection(base, right),
            range: base.range.lowerBound..<max(base.range.upperBound, right.range.upperBound))
    }

    /// `[?condition]` and what is projected from it.
    mutating func parseFilter(of left: Node) throws(ExpressionError) -> Node {
        advance()
        let condition = try belowRoot { (parser) throws(ExpressionError) in try parser.parse(Power.lowest) }
        try expect(.rightBracket, "`]`")
        let bracketEnd = range(from: left.range.lowerBound).upperBound
        let right = try parseProjected(Power.filter)
        return Node(
            kind: .filterProjection(left, condition: condition, right),
            range: left.range.lowerBound..<max(bracketEnd, right.range.upperBound))
    }

    /// `[*]` and what is projected from it.
    mutating func parseWildcardIndex(of left: Node) throws(ExpressionError) -> Node {
        advance()
        guard take(.star) else {
            throw ExpressionError(
                .syntax, "after a value, `[` takes an index, a slice, `*` or `?`",
                hint: "several members are selected with .[…]; elements with [?…]", range: token.range)
        }
        try expect(.rightBracket, "`]`")
        let bracketEnd = range(from: left.range.lowerBound).upperBound
        let right = try parseProjected(Power.star)
        return Node(
            kind: .projection(left, right), range: left.range.lowerBound..<max(bracketEnd, right.range.upperBound))
    }
}
