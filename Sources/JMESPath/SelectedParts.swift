// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

extension Expression {
    /// The parts of the root that evaluating the expression reads: with only these, the result is the same.
    public var selection: JSONSelection {
        var parts = SelectedParts()
        _ = parts.read(by: tree, for: .whole)
        return parts.root
    }
}

/// Finds which parts of its root an expression reads.
private struct SelectedParts {
    /// What was found so far.
    private(set) var root = JSONSelection.none

    /// The parts of the current value that `node` reads so that its result has the parts `needed`; parts of the root are
    /// added to `root`.
    mutating func read(by node: Node, for needed: JSONSelection) -> JSONSelection {
        switch node.kind {
        case .current: return needed
        case .root:
            root.formUnion(needed)
            return .none
        case .rootField(let name):
            root.formUnion(.member(name, needed))
            return .none
        case .field(let name): return .member(name, needed)
        case .variable, .literal: return .none
        case .sub(let left, let right), .pipe(let left, let right):
            return read(by: left, for: read(by: right, for: needed))
        case .index(let left, _): return read(by: left, for: .elements(needed))
        case .slice(let left, _): return read(by: left, for: needed.elements.map(JSONSelection.elements) ?? .none)
        case .flatten(let left):
            guard let elements = needed.elements else { return read(by: left, for: .none) }
            return read(by: left, for: .elements(elements.union(.elements(elements))))
        case .projection(let left, let right), .sliceProjection(let left, let right):
            return read(by: left, for: .elements(read(by: right, for: needed.elements ?? .none)))
        case .valueProjection(let left, let right):
            _ = read(by: right, for: .whole)
            return read(by: left, for: .whole)
        case .filterProjection(let left, let condition, let right):
            let elements = read(by: right, for: needed.elements ?? .none).union(read(by: condition, for: .whole))
            return read(by: left, for: .elements(elements))
        case .or(let left, let right), .and(let left, let right):
            return read(by: left, for: .whole).union(read(by: right, for: needed))
        case .not(let operand), .negate(let operand), .affirm(let operand): return read(by: operand, for: .whole)
        case .compare(_, let left, let right), .arithmetic(_, let left, let right):
            return read(by: left, for: .whole).union(read(by: right, for: .whole))
        case .ternary(let condition, let yes, let no):
            return read(by: condition, for: .whole).union(read(by: yes, for: needed)).union(read(by: no, for: needed))
        case .let(let values, let body):
            return read(byAll: values.map { ($0, .whole) }).union(read(by: body, for: needed))
        case .list(let elements, _):
            return read(byAll: elements.map { ($0, needed.elements ?? .none) })
        case .hash(let members, _):
            return read(byAll: members.map { ($0.value, needed.member($0.key) ?? .none) })
        case .call(let function, let arguments):
            if function.readsRoot { root = .whole }
            return read(byAll: arguments.map { ($0, .whole) })
        case .reference(let node):
            // Its current values are parts of other arguments, which are whole.
            _ = read(by: node, for: .whole)
            return .none
        }
    }

    private mutating func read(byAll nodes: [(Node, JSONSelection)]) -> JSONSelection {
        nodes.reduce(into: .none) { $0.formUnion(read(by: $1.0, for: $1.1)) }
    }
}
