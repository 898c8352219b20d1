// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Some of the values that a part of an expression can have.
struct Samples {
    /// Enough to see which members exist.
    static let limit = 40

    var values: [JSONValue]
    /// Whether they are the elements of a projection.
    var isProjected = false

    init(_ values: [JSONValue], isProjected: Bool = false) {
        self.values = Array(values.prefix(Self.limit))
        self.isProjected = isProjected
    }

    static let none = Samples([])

    /// All members that occur, each with its first value.
    var members: [(key: String, value: JSONValue)] {
        var seen = Set<String>()
        return values.compactMap(\.object).flatMap { $0.filter { seen.insert($0.key).inserted } }
            .map { (key: $0.key, value: $0.value) }
    }

    func member(_ name: String) -> Samples {
        Samples(values.compactMap { $0[name] }, isProjected: isProjected)
    }

    /// The elements of arrays, the values of objects.
    var elements: Samples {
        Samples(
            values.prefix(4).flatMap { value -> [JSONValue] in
                switch value {
                case .array(let elements): Array(elements.prefix(Self.limit))
                case .object(let members): members.prefix(Self.limit).map(\.value)
                default: []
                }
            }, isProjected: true)
    }

    func element(_ index: Int) -> Samples {
        Samples(
            values.compactMap { value in
                guard case .array(let elements) = value else { return nil }
                let place = index < 0 ? elements.count + index : index
                return elements.indices.contains(place) ? elements[place] : nil
            }, isProjected: isProjected)
    }
}

/// Finds what the beginning of an expression refers to, by walking its tokens backwards.
struct Reach {
    let tokens: [Token]
    let source: String
    let root: JSONValue
    let functions: FunctionTable

    /// The value of the path that ends before token `end`: `order.lines[0]`, `rows[*].address`, `from_json(body)`.
    func chain(before end: Int) -> Samples {
        guard end > 0 else { return .none }
        let last = end - 1
        switch tokens[last].kind {
        case .name(let name), .quotedName(let name):
            if isKind(last - 1, .dot) { return chain(before: last - 1).member(name) }
            return context(at: last).member(name)
        case .flatten: return chain(before: last).elements
        case .star where isKind(last - 1, .dot): return chain(before: last - 1).elements
        case .rightBracket: return bracket(closingAt: last)
        case .rightParenthesis: return parentheses(closingAt: last)
        case .current: return context(at: last)
        case .root: return Samples([root])
        case .literal(let value): return Samples([value])
        default: return .none
        }
    }

    /// The value whose members the names at token `index` refer to: the root, or the element that a filter, a
    /// projection or a pipe passes on.
    func context(at index: Int) -> Samples {
        var depth = 0
        for place in stride(from: index - 1, through: 0, by: -1) {
            let kind = tokens[place].kind
            if Self.isCloser(kind) { depth += 1 }
            guard Self.isOpener(kind) || (kind == .pipe && depth == 0) else { continue }
            if depth > 0 {
                depth -= 1
                continue
            }
            return context(inside: place, at: index)
        }
        return Samples([root])
    }

    /// Whether the final `[` follows a value, so that it can contain an index.
    var isIndexBracket: Bool {
        guard tokens.count > 1 else { return false }
        switch tokens[tokens.count - 2].kind {
        case .name, .quotedName, .rightBracket, .rightParenthesis, .flatten, .current, .root: return true
        default: return false
        }
    }

    private func context(inside opener: Int, at index: Int) -> Samples {
        switch tokens[opener].kind {
        case .pipe:
            let left = chain(before: opener)
            return left.isProjected ? Samples([.array(left.values)]) : left
        case .filter: return chain(before: opener).elements
        case .leftBrace, .leftBracket:
            return isKind(opener - 1, .dot) ? chain(before: opener - 1) : context(at: opener)
        case .leftParenthesis:
            guard tokens[opener..<index].contains(where: { $0.kind == .ampersand }),
                let comma = tokens[opener..<index].firstIndex(where: { $0.kind == .comma })
            else { return context(at: opener) }
            return chain(before: comma).elements
        default: return .none
        }
    }

    private func bracket(closingAt close: Int) -> Samples {
        guard let open = opener(of: close) else { return .none }
        let left = chain(before: open)
        if tokens[open].kind == .filter { return left.elements }
        switch (tokens[open + 1].kind, close - open) {
        case (.number(let text), 2): return left.element(Int(text) ?? 0)
        case (.minus, 3):
            guard case .number(let text) = tokens[open + 2].kind else { return .none }
            return left.element(-(Int(text) ?? 0))
        case (.star, 2): return left.elements
        default: return tokens[open..<close].contains { $0.kind == .colon } ? left.elements : .none
        }
    }

    private func parentheses(closingAt close: Int) -> Samples {
        guard let open = opener(of: close) else { return .none }
        guard open > 0, case .name = tokens[open - 1].kind else { return chain(before: close) }
        let bytes = Array(source.utf8)[tokens[open - 1].range.lowerBound..<tokens[close].range.upperBound]
        // In a call whose names refer to an element's members, the arguments aren't found, and the result is null.
        guard let call = try? Expression(String(decoding: bytes, as: UTF8.self), functions: functions),
            let value = try? call.search(root)
        else { return .none }
        return Samples([value])
    }

    private func opener(of close: Int) -> Int? {
        var depth = 0
        for place in stride(from: close, through: 0, by: -1) {
            if Self.isCloser(tokens[place].kind) { depth += 1 }
            if Self.isOpener(tokens[place].kind) { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }

    private func isKind(_ index: Int, _ kind: Token.Kind) -> Bool { index >= 0 && tokens[index].kind == kind }

    private static func isOpener(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .leftParenthesis, .leftBracket, .leftBrace, .filter: true
        default: false
        }
    }

    private static func isCloser(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .rightParenthesis, .rightBracket, .rightBrace: true
        default: false
        }
    }
}
