// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A Pratt parser: each token that goes on after a value has a binding power, and a value is read as far as the powers
/// exceed the one asked for.
struct Parser {
    /// From the loosest to the tightest; a projection reaches as far to the right as the powers from `projectionStop` on.
    enum Power {
        static let lowest = 0
        static let pipe = 1
        static let ternary = 2
        static let or = 3
        static let and = 4
        static let comparison = 5
        static let sum = 6
        static let product = 7
        static let sign = 8
        static let flatten = 9
        static let projectionStop = 10
        static let star = 20
        static let filter = 21
        static let dot = 40
        static let not = 45
        static let bracket = 55
    }

    /// Deepest nesting of an expression tree.
    static let depthLimit = 512

    let tokens: [Token]
    let source: String
    let functions: FunctionTable
    var position = 0
    /// Whether names stand for members of the root.
    var isAtRoot = true
    /// Whether the next value begins what is projected; a selection there gives null for null, as one after a dot does.
    var isAfterProjection = false
    /// The names bound by `let`, outermost first.
    var scope: [String] = []
    var rootNames: [Expression.RootName] = []
    var notes: [ExpressionNote] = []
    private var depth = 0

    init(tokens: [Token], source: String, functions: FunctionTable) {
        self.tokens = tokens
        self.source = source
        self.functions = functions
    }

    mutating func parseWhole() throws(ExpressionError) -> Node {
        if token.kind == .end {
            throw ExpressionError(.syntax, "the expression is empty", range: 0..<source.utf8.count)
        }
        let tree = try parse(Power.lowest)
        guard token.kind == .end else { throw unexpected() }
        return tree
    }

    var token: Token { tokens[position] }
    var nextToken: Token { tokens[min(position + 1, tokens.count - 1)] }

    mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    mutating func take(_ kind: Token.Kind) -> Bool {
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(ExpressionError) {
        guard take(kind) else { throw unexpected(instead: spelling) }
    }

    /// From the start of the token at `first` to the end of the last token taken.
    func range(from first: Int) -> Range<Int> {
        first..<max(first, position > 0 ? tokens[position - 1].range.upperBound : 0)
    }

    mutating func parse(_ power: Int) throws(ExpressionError) -> Node {
        let enteredAt = depth
        defer { depth = enteredAt }
        try deepen()
        var left = try parseStart()
        while bindingPower(of: token.kind) > power {
            // Each step makes the tree deeper, on its left side.
            try deepen()
            left = try parseContinuation(of: left)
        }
        return left
    }

    private mutating func deepen() throws(ExpressionError) {
        depth += 1
        guard depth <= Self.depthLimit else {
            throw ExpressionError(
                .syntax, "the expression nests deeper than \(Self.depthLimit) levels", range: token.range)
        }
    }

    /// Runs `body` where names stand for members of the current value.
    mutating func belowRoot<Result>(
        _ body: (inout Parser) throws(ExpressionError) -> Result
    ) throws(ExpressionError) -> Result {
        let outer = isAtRoot
        isAtRoot = false
        defer { isAtRoot = outer }
        return try body(&self)
    }

    private func bindingPower(of kind: Token.Kind) -> Int {
        switch kind {
        case .pipe: Power.pipe
        case .question: Power.ternary
        case .or: Power.or
        case .and: Power.and
        case .comparison: Power.comparison
        case .plus, .minus: Power.sum
        case .star, .timesSign, .slash, .doubleSlash, .percent: Power.product
        case .flatten: Power.flatten
        case .filter: Power.filter
        case .dot: Power.dot
        case .leftBracket: Power.bracket
        case .name, .quotedName, .rawString, .literal, .number, .variable, .root, .current, .comma, .colon,
            .leftParenthesis, .rightParenthesis, .rightBracket, .leftBrace, .rightBrace, .ampersand, .not, .assign,
            .end:
            Power.lowest
        }
    }

    /// The right side of a projection: what follows as far as it binds to each element.
    mutating func parseProjected(_ power: Int) throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        return try belowRoot { (parser) throws(ExpressionError) in
            switch parser.token.kind {
            case .leftBracket, .filter:
                parser.isAfterProjection = true
                return try parser.parse(power)
            case .dot:
                parser.advance()
                return try parser.parseMember(power)
            default: return Node(kind: .current, range: start..<start)
            }
        }
    }

    /// What follows a dot.
    mutating func parseMember(_ power: Int) throws(ExpressionError) -> Node {
        switch token.kind {
        case .name, .quotedName, .star: return try parse(power)
        case .leftBracket: return try parseList(isMember: true)
        case .leftBrace: return try parseHash(isMember: true)
        case .flatten:
            throw ExpressionError(
                .syntax, "after `.` a name is expected", hint: "leave the dot out before []", range: token.range)
        default: throw unexpected(instead: "a name, `*`, `[` or `{` after `.`")
        }
    }
}
