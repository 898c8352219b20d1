// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// What the parser says.
extension Parser {
    func unexpected(instead expected: String? = nil) -> ExpressionError {
        let wanted = expected ?? (position == 0 || continues(tokens[position - 1].kind) ? "a value" : nil)
        if token.kind == .end {
            let message =
                wanted.map { "the expression ends where \($0) is expected" } ?? "the expression is not complete"
            return ExpressionError(.syntax, message, range: token.range)
        }
        let found = String(decoding: Array(source.utf8)[token.range], as: UTF8.self)
        let message =
            wanted.map { "\(quoted(found)) stands where \($0) is expected" } ?? "\(quoted(found)) does not belong here"
        return ExpressionError(.syntax, message, hint: hint, range: token.range)
    }

    /// Whether a value has to follow.
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
        case .assign: "== compares"
        case .name("and"): "`and` is written `&&`"
        case .name("or"): "`or` is written `||`"
        case .ampersand: "`and` is written `&&`"
        case .comparison(.greater) where position > 0 && tokens[position - 1].kind == .comparison(.less):
            "`not equal` is written `!=`"
        case .leftParenthesis: "only a function's name stands directly before `(`"
        case .literal where position > 0 && tokens[position - 1].kind == .dot: "a literal is no name of a member"
        default: nil
        }
    }

    func checkArity(of function: Function, _ count: Int, _ range: Range<Int>) throws(ExpressionError) {
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

    /// Points at operands of a comparison that are names, though they look like text or a JSON literal.
    mutating func noteOperand(_ operand: Node, _ token: Token) {
        guard operand.range == token.range else { return }
        let message: String
        switch token.kind {
        case .quotedName(let name): message = "\"\(name)\" is the field of that name; text is written '\(name)'"
        case .name(let name) where ["true", "false", "null"].contains(name):
            message = "\(name) is the field of that name; the value is written `\(name)`"
        default: return
        }
        notes.append(ExpressionNote(message: message, range: token.range))
    }

    /// Points at a second step after `.*`, which the first alone is projected by.
    mutating func noteProjectedMember(_ left: Node) {
        guard case .valueProjection(_, let right) = left.kind, !right.range.isEmpty,
            right.range.upperBound == tokens[position - 2].range.upperBound
        else { return }
        notes.append(
            ExpressionNote(
                message:
                    "this looks into the array that `.*` gave, not into its elements: write `.* | [*].` instead of `.*.`",
                range: tokens[position - 1].range.lowerBound..<token.range.upperBound))
    }
}
