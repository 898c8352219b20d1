// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// Whether an expression is true, and which of its parts made it false.
public struct Judgement: Sendable {
    /// The parts that decided, in source order; empty if the expression is true.
    public let reasons: [Reason]
    public var isTrue: Bool { reasons.isEmpty }

    /// A part that is false.
    public struct Reason: Sendable {
        /// Byte range of the part in the expression's source.
        public let range: Range<Int>
        public let kind: Kind

        public enum Kind: Sendable {
            /// `==`
            case unequal(Operand, Operand)
            /// Another comparison; `areOrdered` is false if the two types can't be ordered.
            case comparison(Operand, Operand, areOrdered: Bool)
            /// A function's arguments without literals, or the value of a path.
            case values([Operand])
        }
    }

    /// A part of the expression and its value.
    public struct Operand: Sendable {
        public let range: Range<Int>
        public let value: JSONValue
    }
}

extension Expression {
    /// Evaluates the expression as a condition.
    public func judge(in root: some ExpressionRoot) throws(ExpressionError) -> Judgement {
        Judgement(reasons: try Evaluator(root: root).reasons(against: tree))
    }
}

extension Evaluator {
    /// Why `node` is false; empty if it's true.
    fileprivate func reasons(against node: Node) throws(ExpressionError) -> [Judgement.Reason] {
        switch node.kind {
        case .and(let left, let right):
            let reasons = try reasons(against: left)
            return reasons.isEmpty ? try self.reasons(against: right) : reasons
        case .or(let left, let right):
            let first = try reasons(against: left)
            guard !first.isEmpty else { return [] }
            let second = try reasons(against: right)
            return second.isEmpty ? [] : first + second
        case .not(let operand):
            let value = try evaluate(operand, .null)
            return value.isTruthy ? [reason(node, .values([.init(range: operand.range, value: value)]))] : []
        case .compare(let comparison, let left, let right):
            let a = try operand(left)
            let b = try operand(right)
            let result = comparison.apply(a.value, b.value)
            if result.isTruthy { return [] }
            if comparison == .equal { return [reason(node, .unequal(a, b))] }
            return [reason(node, .comparison(a, b, areOrdered: !result.isNull))]
        case .call(_, let arguments):
            guard try !evaluate(node, .null).isTruthy else { return [] }
            var operands: [Judgement.Operand] = []
            for argument in arguments {
                switch argument.kind {
                case .literal, .reference: continue
                default: operands.append(try operand(argument))
                }
            }
            return [reason(node, .values(operands))]
        default:
            let value = try operand(node)
            return value.value.isTruthy ? [] : [reason(node, .values([value]))]
        }
    }

    private func operand(_ node: Node) throws(ExpressionError) -> Judgement.Operand {
        Judgement.Operand(range: node.range, value: try evaluate(node, .null))
    }

    private func reason(_ node: Node, _ kind: Judgement.Reason.Kind) -> Judgement.Reason {
        Judgement.Reason(range: node.range, kind: kind)
    }
}
