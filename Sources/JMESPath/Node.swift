// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A node of the expression tree.
///
/// Lookups in the root and in the current value are different nodes; the parser knows which one is meant.
struct Node: Sendable {
    indirect enum Kind: Sendable {
        /// `@`, and the implied value before a bracket with nothing before it.
        case current
        /// The whole root object.
        case root
        /// A member of the root.
        case rootField(String)
        /// A member of the current value.
        case field(String)
        /// A name bound by `let`, as its index among the names in scope.
        case variable(Int)
        case literal(JSONValue)
        /// `left.right`
        case sub(Node, Node)
        case index(Node, Int)
        case slice(Node, Slice)
        case flatten(Node)
        /// The right side for each element of the left.
        case projection(Node, Node)
        /// Like `projection`, but a string, which a slice may return, isn't split.
        case sliceProjection(Node, Node)
        /// The right side for each member's value.
        case valueProjection(Node, Node)
        case filterProjection(Node, condition: Node, Node)
        case pipe(Node, Node)
        case or(Node, Node)
        case and(Node, Node)
        case not(Node)
        case compare(Comparison, Node, Node)
        case arithmetic(ArithmeticOperator, Node, Node)
        case negate(Node)
        /// Unary `+`.
        case affirm(Node)
        case ternary(Node, Node, Node)
        /// Binds the values in order, then evaluates the body.
        case `let`([Node], Node)
        /// `isMember` if it follows a dot: null then results in null.
        case list([Node], isMember: Bool)
        case hash([(key: String, value: Node)], isMember: Bool)
        case call(Function, [Node])
        /// `&expression`, an argument that the function evaluates.
        case reference(Node)
    }

    struct Slice: Sendable {
        var start: Int?
        var stop: Int?
        var step: Int
    }

    let kind: Kind
    /// Byte range in the source.
    let range: Range<Int>
}

extension Node {
    /// Whether every lookup in the root takes place, whatever the values are.
    var evaluatesAllParts: Bool {
        switch kind {
        case .current, .root, .rootField, .field, .variable, .literal: true
        // What's right of a dot is only evaluated if there's a value on the left, and may contain `$.name`.
        case .sub(let left, let right): left.evaluatesAllParts && right.isField
        case .index(let left, _), .slice(let left, _), .flatten(let left): left.evaluatesAllParts
        case .not(let operand), .negate(let operand), .affirm(let operand): operand.evaluatesAllParts
        case .compare(_, let left, let right), .arithmetic(_, let left, let right):
            left.evaluatesAllParts && right.evaluatesAllParts
        case .call(_, let arguments): arguments.allSatisfy(\.evaluatesAllParts)
        case .list(let elements, let isMember): !isMember && elements.allSatisfy(\.evaluatesAllParts)
        case .hash(let members, let isMember): !isMember && members.allSatisfy(\.value.evaluatesAllParts)
        case .projection, .sliceProjection, .valueProjection, .filterProjection, .pipe, .or, .and, .ternary, .let,
            .reference:
            false
        }
    }

    private var isField: Bool {
        guard case .field = kind else { return false }
        return true
    }
}
