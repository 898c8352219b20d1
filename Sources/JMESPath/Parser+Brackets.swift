// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Indexes, slices, selections and calls.
extension Parser {
    /// Whether the bracket at `position` opens an index or a slice.
    var startsIndex: Bool {
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
    var looksLikeIndex: Bool {
        switch nextToken.kind {
        case .colon, .number, .minus: true
        default: false
        }
    }

    /// The number at `place`, with a minus directly before it, as text and the number of its tokens.
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
        else { throw ExpressionError(.syntax, "an index is a whole number", range: range) }
        return text.hasPrefix("-") ? .min : .max
    }

    /// `[n]`, or `[start:stop:step]` and what is projected from it.
    mutating func parseIndex(of left: Node) throws(ExpressionError) -> Node {
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
                .invalidValue, "the step of a slice may not be 0",
                range: open.lowerBound..<range(from: start).upperBound)
        }
        let base = Node(kind: .slice(left, slice), range: range(from: start))
        let right = try parseProjected(Power.star)
        return Node(
            kind: .sliceProjection(base, right), range: start..<max(base.range.upperBound, right.range.upperBound))
    }

    /// `[a, b, …]`
    mutating func parseList(isMember: Bool = false) throws(ExpressionError) -> Node {
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

    /// In `[…]` a number is an index or part of a slice; as the first thing of an element it would be ambiguous.
    private func refuseNumber() throws(ExpressionError) {
        var place = position
        while tokens[place].kind == .minus || tokens[place].kind == .plus { place += 1 }
        guard case .number(let text) = tokens[place].kind else { return }
        let sign = tokens[position].kind == .minus ? "-" : ""
        throw ExpressionError(
            .syntax, "a bare number may not begin an element of […], where it is an index",
            hint: "write it in backticks: `\(sign)\(text)`",
            range: tokens[position].range.lowerBound..<tokens[place].range.upperBound)
    }

    /// `{key: value, …}`
    mutating func parseHash(isMember: Bool = false) throws(ExpressionError) -> Node {
        let start = token.range.lowerBound
        var members: [(key: String, value: Node)] = []
        repeat {
            advance()
            let key: String
            switch token.kind {
            case .name(let name), .quotedName(let name): key = name
            case .rawString(let text):
                throw ExpressionError(
                    .syntax, "a key stands in double quotes or without quotes", hint: "write \"\(text)\": …",
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
    mutating func parseCall(_ name: String) throws(ExpressionError) -> Node {
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
                .unknownFunction, "there is no function `\(name)`",
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
