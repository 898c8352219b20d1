// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A Pratt parser: each token that continues after a value has a binding power, and a value extends for as long as the
/// powers exceed the given one.
struct ExpressionParser {
    /// From the loosest to the tightest; a projection extends to the right over the powers from `projectionStop` on.
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

    /// The deepest nesting of an expression tree.
    static let depthLimit = 512

    private let tokens: [Token]
    private let source: String
    private let functions: FunctionTable
    private var position = 0
    /// Whether names refer to members of the root.
    private var isAtRoot = true
    /// Whether the next value begins a projected part; a selection there returns null for null, like one after a dot.
    private var isAfterProjection = false
    /// The names bound by `let`, outermost first.
    private var scope: [String] = []
    private(set) var rootNames: [Expression.RootName] = []
    private(set) var notes: [ExpressionNote] = []
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

    private var token: Token { tokens[position] }
    private var nextToken: Token { tokens[min(position + 1, tokens.count - 1)] }

    private mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    private mutating func take(_ kind: Token.Kind) -> Bool {
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    private mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(ExpressionError) {
        guard take(kind) else { throw unexpected(instead: spelling) }
    }

    /// From the start of the token at `first` to the end of the last token taken.
    private func range(from first: Int) -> Range<Int> {
        first..<max(first, position > 0 ? tokens[position - 1].range.upperBound : 0)
    }

    private mutating func parse(_ power: Int) throws(ExpressionError) -> Node {
        let enteredAt = depth
        defer { depth = enteredAt }
        try deepen()
        var left = try parseStart()
        while bindingPower(of: token.kind) > power {
            // Each step makes the tree deeper on its left side.
            try deepen()
            left = try parseContinuation(of: left)
        }
        return left
    }

    private mutating func deepen() throws(ExpressionError) {
        depth += 1
        guard depth <= Self.depthLimit else {
            throw ExpressionError(
                .syntax, "the expression is nested more than \(Self.depthLimit) levels deep", range: token.range)
        }
    }

    /// Runs `body` while names refer to members of the current value.
    private mutating func belowRoot<Result>(
        _ body: (inout ExpressionParser) throws(ExpressionError) -> Result
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

    /// The right side of a projection: everything that binds to each element.
    private mutating func parseProjected(_ power: Int) throws(ExpressionError) -> Node {
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

    /// The part after a dot.
    private mutating func parseMember(_ power: Int) throws(ExpressionError) -> Node {
        switch token.kind {
        case .name, .quotedName, .star: return try parse(power)
        case .leftBracket: return try parseList(isMember: true)
        case .leftBrace: return try parseHash(isMember: true)
        case .flatten:
            throw ExpressionError(
                .syntax, "expected a name after `.`", hint: "leave out the dot before []", range: token.range)
        default: throw unexpected(instead: "a name, `*`, `[` or `{` after `.`")
        }
    }
}

/// Indexes, slices, selections and calls.
extension ExpressionParser {
    /// Whether the bracket at `position` opens an index or a slice.
    private var startsIndex: Bool {
        switch nextToken.kind {
        case .colon: return true
        case .number:
            let follower = tokens[min(position + 2, tokens.count - 1)].kind
            return follower == .rightBracket || follower == .colon
        case .minus:
            guard let number = signedNumber(at: position + 1), number.count == 2 else { return false }
            let follower = tokens[min(position + 3, tokens.count - 1)].kind
            return follower == .rightBracket || follower == .colon
        default: return false
        }
    }

    /// Whether the bracket at `position`, which follows a value, can only open an index or a slice.
    private var looksLikeIndex: Bool {
        switch nextToken.kind {
        case .colon, .number, .minus: true
        default: false
        }
    }

    /// The number at `place`, with a minus directly before it, as text, and the number of its tokens.
    private func signedNumber(at place: Int) -> (text: String, count: Int)? {
        let first = tokens[place]
        if case .number(let text) = first.kind { return (text, 1) }
        guard first.kind == .minus, place + 1 < tokens.count, case .number(let text) = tokens[place + 1].kind,
            tokens[place + 1].range.lowerBound == first.range.upperBound
        else { return nil }
        return ("-" + text, 2)
    }

    private mutating func takeIndex() throws(ExpressionError) -> Int? {
        guard let (text, count) = signedNumber(at: position) else { return nil }
        let range = token.range.lowerBound..<tokens[position + count - 1].range.upperBound
        position += count
        if let index = Int(text) { return index }
        guard text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { throw ExpressionError(.syntax, "an index must be a whole number", range: range) }
        return text.hasPrefix("-") ? .min : .max
    }

    /// `[n]`, or `[start:stop:step]` and the part projected from it.
    private mutating func parseIndex(of left: Node) throws(ExpressionError) -> Node {
        let start = left.range.lowerBound
        let open = token.range
        advance()
        let first = try takeIndex()
        guard token.kind == .colon else {
            try expect(.rightBracket, "`]`")
            return Node(kind: .index(left, first ?? 0), range: range(from: start))
        }
        advance()
        var slice = Node.Slice(start: first, stop: try takeIndex(), step: 1)
        if take(.colon) { slice.step = try takeIndex() ?? 1 }
        guard take(.rightBracket) else { throw unexpected(instead: "a whole number, `:` or `]` in a slice") }
        if slice.step == 0 {
            throw ExpressionError(
                .invalidValue, "the step of a slice can't be 0",
                range: open.lowerBound..<range(from: start).upperBound)
        }
        let base = Node(kind: .slice(left, slice), range: range(from: start))
        let right = try parseProjected(Power.star)
        return Node(
            kind: .sliceProjection(base, right), range: start..<max(base.range.upperBound, right.range.upperBound))
    }

    /// `[a, b, …]`
    private mutating func parseList(isMember: Bool = false) throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        var elements: [Node] = []
        repeat {
            advance()
            try refuseNumber()
            elements.append(try parse(Power.lowest))
        } while token.kind == .comma
        try expect(.rightBracket, "`,` or `]`")
        return Node(kind: .list(elements, isMember: isMember), range: range(from: start))
    }

    /// In `[…]`, a number is an index or part of a slice; at the start of an element it would be ambiguous.
    private func refuseNumber() throws(ExpressionError) {
        var place = position
        while tokens[place].kind == .minus || tokens[place].kind == .plus { place += 1 }
        guard case .number(let text) = tokens[place].kind else { return }
        let sign = tokens[position].kind == .minus ? "-" : ""
        throw ExpressionError(
            .syntax, "an element of […] can't begin with a bare number, which would be an index",
            hint: "write it in backticks: `\(sign)\(text)`",
            range: tokens[position].range.lowerBound..<tokens[place].range.upperBound)
    }

    /// `{key: value, …}`
    private mutating func parseHash(isMember: Bool = false) throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        var members: [(key: String, value: Node)] = []
        repeat {
            advance()
            let key: String
            switch token.kind {
            case .name(let name), .quotedName(let name): key = name
            case .rawString(let text):
                throw ExpressionError(
                    .syntax, "keys are written in double quotes or without quotes", hint: "write \"\(text)\": …",
                    range: token.range)
            default: throw unexpected(instead: "a key")
            }
            advance()
            try expect(.colon, "`:`")
            members.append((key, try parse(Power.lowest)))
        } while token.kind == .comma
        try expect(.rightBrace, "`,` or `}`")
        return Node(kind: .hash(members, isMember: isMember), range: range(from: start))
    }

    /// `name(argument, …)`
    private mutating func parseCall(_ name: String) throws(ExpressionError) -> Node {
        let nameRange = token.range
        advance()
        advance()
        var arguments: [Node] = []
        if token.kind != .rightParenthesis {
            repeat {
                if !arguments.isEmpty { advance() }
                arguments.append(try parseArgument())
            } while token.kind == .comma
        }
        try expect(.rightParenthesis, "`,` or `)`")
        guard let function = functions[name] else {
            throw ExpressionError(
                .unknownFunction, "there's no function `\(name)`",
                hint: functions.nearestName(to: name).map { "did you mean `\($0)`?" }, range: nameRange)
        }
        let range = range(from: nameRange.lowerBound)
        try checkArity(of: function, arguments.count, range)
        return Node(kind: .call(function, arguments), range: range)
    }

    private mutating func parseArgument() throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        guard take(.ampersand) else { return try parse(Power.lowest) }
        let content = try belowRoot { (parser) throws(ExpressionError) in try parser.parse(Power.lowest) }
        return Node(kind: .reference(content), range: range(from: start))
    }
}

/// How an expression can continue after a value.
extension ExpressionParser {
    private mutating func parseContinuation(of left: Node) throws(ExpressionError) -> Node {
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

    /// After a dot, the official implementations project only one step: in `a.*.b.c` the last step looks into the
    /// array.
    private mutating func parseValueProjection(of left: Node, from star: Token, _ power: Int) throws(ExpressionError)
        -> Node
    {
        let right = try parseProjected(power)
        return Node(
            kind: .valueProjection(left, right),
            range: left.range.lowerBound..<max(star.range.upperBound, right.range.upperBound))
    }

    private mutating func parseFlatten(of left: Node, from bracket: Token) throws(ExpressionError) -> Node {
        let base = Node(kind: .flatten(left), range: left.range.lowerBound..<bracket.range.upperBound)
        let right = try parseProjected(Power.flatten)
        return Node(
            kind: .projection(base, right),
            range: base.range.lowerBound..<max(base.range.upperBound, right.range.upperBound))
    }

    /// `[?condition]` and the part projected from it.
    private mutating func parseFilter(of left: Node) throws(ExpressionError) -> Node {
        advance()
        let condition = try belowRoot { (parser) throws(ExpressionError) in try parser.parse(Power.lowest) }
        try expect(.rightBracket, "`]`")
        let bracketEnd = range(from: left.range.lowerBound).upperBound
        let right = try parseProjected(Power.filter)
        return Node(
            kind: .filterProjection(left, condition: condition, right),
            range: left.range.lowerBound..<max(bracketEnd, right.range.upperBound))
    }

    /// `[*]` and the part projected from it.
    private mutating func parseWildcardIndex(of left: Node) throws(ExpressionError) -> Node {
        let bracket = token
        advance()
        if let name = bracketedName { return try parseBracketedName(name, of: left, from: bracket) }
        guard take(.star) else {
            throw ExpressionError(
                .syntax, "expected an index, a slice, `*` or `?` after `[`",
                hint: "use .[…] to select several members, [?…] to select elements", range: token.range)
        }
        try expect(.rightBracket, "`]`")
        let bracketEnd = range(from: left.range.lowerBound).upperBound
        let right = try parseProjected(Power.star)
        return Node(
            kind: .projection(left, right), range: left.range.lowerBound..<max(bracketEnd, right.range.upperBound))
    }
}

/// `["name"]`, as other languages write a member. JMESPath doesn't have it: it's read as `."name"`, with a note.
extension ExpressionParser {
    /// The quoted name of which the brackets hold nothing else.
    private var bracketedName: String? {
        guard nextToken.kind == .rightBracket else { return nil }
        switch token.kind {
        case .quotedName(let name), .rawString(let name): return name
        default: return nil
        }
    }

    private mutating func parseBracketedName(
        _ name: String, of left: Node, from bracket: Token
    ) throws(ExpressionError) -> Node {
        let range = token.range
        advance()
        try expect(.rightBracket, "`]`")
        notes.append(
            ExpressionNote(
                message: "members are written with a dot: `.\(JSONValue.string(name))`",
                range: bracket.range.lowerBound..<range.upperBound + 1))
        if case .root = left.kind { return rootField(name, left.range.lowerBound..<range.upperBound, lookup: range) }
        let right = try belowRoot { (parser) throws(ExpressionError) in parser.field(name, range) }
        return join(.sub(left, right), left, right)
    }
}

/// The parser's messages.
extension ExpressionParser {
    private func unexpected(instead expected: String? = nil) -> ExpressionError {
        let wanted = expected ?? (position == 0 || continues(tokens[position - 1].kind) ? "a value" : nil)
        if token.kind == .end {
            let message =
                wanted.map { "the expression ends where \($0) is expected" } ?? "the expression is incomplete"
            return ExpressionError(.syntax, message, range: token.range)
        }
        let found = String(decoding: Array(source.utf8)[token.range], as: UTF8.self)
        let message =
            wanted.map { "expected \($0), found \(quoted(found))" } ?? "unexpected \(quoted(found))"
        return ExpressionError(.syntax, message, hint: hint, range: token.range)
    }

    /// Whether a value must follow.
    private func continues(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .name, .quotedName, .rawString, .literal, .number, .variable, .root, .current, .rightParenthesis,
            .rightBracket,
            .rightBrace, .flatten, .end:
            false
        case .dot, .comma, .colon, .question, .leftParenthesis, .leftBracket, .leftBrace, .filter, .star, .timesSign,
            .plus,
            .minus, .slash, .doubleSlash, .percent, .pipe, .or, .and, .ampersand, .not, .assign, .comparison:
            true
        }
    }

    private func quoted(_ text: String) -> String { text.utf8.first == UInt8(ascii: "`") ? text : "`\(text)`" }

    private var hint: String? {
        switch token.kind {
        case .assign: "use == to compare"
        case .name("and"): "use `&&` for `and`"
        case .name("or"): "use `||` for `or`"
        case .ampersand: "use `&&` for `and`"
        case .comparison(.greater) where position > 0 && tokens[position - 1].kind == .comparison(.less):
            "use `!=` for `not equal`"
        case .leftParenthesis: "only a function name can come directly before `(`"
        case .literal where position > 0 && tokens[position - 1].kind == .dot: "a literal can't be a member name"
        default: nil
        }
    }

    private func checkArity(of function: Function, _ count: Int, _ range: Range<Int>) throws(ExpressionError) {
        guard !function.arity.contains(count) else { return }
        let least = function.arity.lowerBound
        let most = function.arity.upperBound
        let takes =
            if most == .max { "at least \(least) \(arguments(least))" } else if least == most {
                least == 0 ? "no arguments" : "\(least) \(arguments(least))"
            } else { "\(least) to \(most) arguments" }
        throw ExpressionError(
            .invalidArity, "\(function.name)() takes \(takes), not \(count)", hint: function.signature, range: range)
    }

    private func arguments(_ count: Int) -> String { count == 1 ? "argument" : "arguments" }

    /// Warns about operands of a comparison that are names but look like text or a JSON literal.
    private mutating func noteOperand(_ operand: Node, _ token: Token) {
        guard operand.range == token.range else { return }
        let message: String
        switch token.kind {
        case .quotedName(let name): message = "\"\(name)\" is the field of that name; write text as '\(name)'"
        case .name(let name) where ["true", "false", "null"].contains(name):
            message = "\(name) is the field of that name; write the value as `\(name)`"
        default: return
        }
        notes.append(ExpressionNote(message: message, range: token.range))
    }

    /// Warns about a second step after `.*`, which projects only the first one.
    private mutating func noteProjectedMember(_ left: Node) {
        guard case .valueProjection(_, let right) = left.kind, !right.range.isEmpty,
            right.range.upperBound == tokens[position - 2].range.upperBound
        else { return }
        notes.append(
            ExpressionNote(
                message:
                    "this looks into the array that `.*` returned, not its elements; write `.* | [*].` not `.*.`",
                range: tokens[position - 1].range.lowerBound..<token.range.upperBound))
    }
}

/// The possible beginnings of an expression.
extension ExpressionParser {
    private mutating func parseStart() throws(ExpressionError) -> Node {
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
                    .syntax, "function names are written without quotes", hint: "write \(name)(…)", range: token.range)
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
                .syntax, "`&` can only begin a function's argument", hint: "use `&&` for `and`",
                range: token.range)
        case .dot, .comma, .colon, .question, .rightParenthesis, .rightBracket, .rightBrace, .timesSign, .slash,
            .doubleSlash, .percent, .pipe, .or, .and, .assign, .comparison, .end:
            throw unexpected()
        }
    }

    /// `@`, or the value before a bracket that has nothing before it.
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

    /// A member of the root; `lookup` is the range of its name only.
    private mutating func rootField(_ name: String, _ range: Range<Int>, lookup: Range<Int>) -> Node {
        rootNames.append(Expression.RootName(name: name, range: lookup))
        return Node(kind: .rootField(name), range: range)
    }

    private mutating func parseNumber(_ text: String) throws(ExpressionError) -> Node {
        guard let number = JSONNumber(parsing: text) else {
            throw ExpressionError(.syntax, "numbers can't have leading zeros", range: token.range)
        }
        return take(.literal(.number(number)))
    }

    private mutating func parseVariable(_ name: String) throws(ExpressionError) -> Node {
        guard let place = scope.lastIndex(of: name) else {
            throw ExpressionError(
                .undefinedVariable, "`$\(name)` isn't defined here",
                hint: "define it with `let $\(name) = … in …`; shell variables are written without `$`",
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
                    message: "`!` binds tighter than `.`; write `!(…)` around the whole path",
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
            // All values are evaluated outside the new scope, with all slots below each of them filled.
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
