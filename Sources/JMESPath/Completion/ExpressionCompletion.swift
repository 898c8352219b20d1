// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// The possible continuations of an expression's beginning: members of the values that it has reached, and functions.
///
/// Values are sampled, so that an array of a million rows costs as much as one of a few dozen.
public struct ExpressionCompletion: Sendable {
    public struct Candidate: Sendable, Equatable {
        /// The replacement for the text from `start` on.
        public var text: String
        /// The type of a value, or a function's signature.
        public var description: String?
    }

    /// The byte offset in the expression from which candidates replace the text.
    public let start: Int
    public let candidates: [Candidate]
    /// Whether the text is already complete: it names a value exactly.
    public let isWhole: Bool

    /// Completes `text`, the part of an expression before the cursor, against the variables of `root`.
    public init(of text: String, root: JSONValue, functions: FunctionTable) {
        guard let beginning = Beginning(text) else {
            self.init(start: text.utf8.count, candidates: [], isWhole: false)
            return
        }
        let reach = Reach(tokens: beginning.tokens, source: text, root: root, functions: functions)
        switch beginning.tokens.last?.kind {
        case _ where beginning.endsInOperator:
            let samples = reach.context(at: beginning.tokens.count)
            self.init(beginning, members: samples, functions: beginning.isQuoted ? [] : functions.all)
        case .dot:
            let samples = reach.chain(before: beginning.tokens.count - 1)
            self.init(beginning, members: samples, functions: [])
        case .leftBracket where beginning.partial.isEmpty && reach.isIndexBracket:
            self.init(
                start: beginning.start, candidates: Self.brackets.map { Candidate($0.dropFirst()) }, isWhole: false)
        case .name, .quotedName, .rightBracket, .rightParenthesis, .rightBrace, .flatten, .current, .root, .literal,
            .rawString, .number, .star:
            // There's a value at this position; only its parts can follow.
            guard beginning.partial.isEmpty, beginning.tokens.last?.range.upperBound == text.utf8.count else {
                self.init(start: beginning.start, candidates: [], isWhole: false)
                return
            }
            let samples = reach.chain(before: beginning.tokens.count)
            self.init(
                start: beginning.start, candidates: Self.parts(of: samples).map { Candidate($0) },
                isWhole: !samples.values.isEmpty)
        default:
            let samples = reach.context(at: beginning.tokens.count)
            self.init(beginning, members: samples, functions: beginning.isQuoted ? [] : functions.all)
        }
    }

    private init(start: Int, candidates: [Candidate], isWhole: Bool) {
        self.start = start
        self.candidates = candidates
        self.isWhole = isWhole
    }

    private init(_ beginning: Beginning, members samples: Samples, functions: [Function]) {
        var candidates: [Candidate] = []
        var isWhole = false
        for (key, value) in samples.members where key.hasPrefix(beginning.partial) {
            let name = beginning.spelling(of: key)
            candidates.append(Candidate(text: name, description: Self.description(of: value)))
            guard key == beginning.partial, !beginning.isQuoted else { continue }
            isWhole = true
            candidates += Self.parts(of: Samples([value])).map { Candidate(text: name + $0) }
        }
        for function in functions where !beginning.partial.isEmpty && function.name.hasPrefix(beginning.partial) {
            candidates.append(Candidate(text: function.name + "(", description: function.signature))
        }
        // If nothing has been typed yet, values come first, and functions appear only if there are no values.
        if beginning.partial.isEmpty {
            candidates += functions.map { Candidate(text: $0.name + "(", description: $0.signature) }
        }
        self.init(start: beginning.start, candidates: candidates, isWhole: isWhole)
    }

    private static let brackets = ["[0]", "[*]", "[?"]

    private static func parts(of samples: Samples) -> [String] {
        if samples.isProjected { return samples.members.isEmpty ? [] : ["."] }
        switch samples.values.first {
        case .array: return brackets
        case .object(let members): return members.isEmpty ? [] : ["."]
        default: return []
        }
    }

    /// A type and its size, but no part of the value, because it may be secret.
    static func description(of value: JSONValue) -> String {
        switch value {
        case .array(let elements): "array of \(elements.count)"
        case .object(let members): "object of \(members.count)"
        default: value.typeName
        }
    }
}

extension ExpressionCompletion.Candidate {
    fileprivate init(_ text: some StringProtocol) { self.init(text: String(text), description: nil) }
}

/// The beginning of an expression, with the name at its end separated.
private struct Beginning {
    var tokens: [Token]
    /// The name being typed, without its quote.
    var partial = ""
    /// Where it begins, including its quote.
    var start: Int
    var isQuoted = false

    /// nil inside a string or a literal.
    init?(_ text: String) {
        start = text.utf8.count
        if let all = try? ExpressionLexer.tokens(of: text) {
            tokens = all.filter { $0.kind != .end }
            guard let last = tokens.last, case .name(let name) = last.kind, last.range.upperBound == start else {
                return
            }
            partial = name
            start = last.range.lowerBound
            tokens.removeLast()
            return
        }
        // A quoted name that's still open.
        guard let quote = text.utf8.lastIndex(of: UInt8(ascii: "\"")) else { return nil }
        guard let before = try? ExpressionLexer.tokens(of: String(text[..<quote])) else { return nil }
        tokens = before.filter { $0.kind != .end }
        partial = String(text[quote...].dropFirst())
        start = text.utf8.distance(from: text.startIndex, to: quote)
        isQuoted = true
    }

    /// Whether the last token looks like a value and is an operator here: `*` after a value, `in` after `let`.
    var endsInOperator: Bool {
        switch tokens.last?.kind {
        case .star:
            guard tokens.count > 1 else { return false }
            switch tokens[tokens.count - 2].kind {
            case .name, .quotedName, .rightBracket, .rightParenthesis, .rightBrace, .flatten, .current, .root, .literal,
                .rawString, .number:
                return true
            default: return false
            }
        case .name("in"): return tokens.contains { $0.kind == .name("let") }
        default: return false
        }
    }

    /// A key as an expression names it.
    func spelling(of key: String) -> String {
        let isPlain =
            !isQuoted && !key.isEmpty && key.utf8.first.map { !(0x30...0x39).contains($0) } == true
            && key.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
            }
        return isPlain ? key : JSONValue.string(key).description
    }
}
