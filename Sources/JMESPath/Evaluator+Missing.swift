// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Evaluator {
    /// The part of the path `node` that leads nowhere; nil when it is no path, or leads somewhere.
    func missingPart(of node: Node, _ current: JSONValue = .null) -> Range<Int>? {
        guard let value = try? evaluate(node, current), value.isNull else { return nil }
        switch node.kind {
        // A member that is there and null is not missing.
        case .rootField(let name): return root.member(name) == nil ? node.range : nil
        case .field(let name): return current[name] == nil ? node.range : nil
        case .sub(let left, let right): return missingPart(of: left, current) ?? missingStep(right, of: left, current)
        case .index(let left, let index):
            return missingPart(of: left, current) ?? missingElement(index, of: left, node, current)
        case .slice(let left, _), .flatten(let left), .projection(let left, _), .sliceProjection(let left, _),
            .valueProjection(let left, _), .filterProjection(let left, _, _):
            return missingPart(of: left, current) ?? node.range
        case .current, .root, .variable, .literal, .pipe, .or, .and, .not, .compare, .arithmetic, .negate, .affirm,
            .ternary, .let, .list, .hash, .call, .reference:
            return nil
        }
    }

    private func missingElement(_ index: Int, of left: Node, _ node: Node, _ current: JSONValue) -> Range<Int>? {
        let elements = (try? evaluate(left, current))?.array ?? []
        let isThere = elements.indices.contains(index < 0 ? elements.count + index : index)
        return isThere ? nil : left.range.upperBound..<node.range.upperBound
    }

    private func missingStep(_ right: Node, of left: Node, _ current: JSONValue) -> Range<Int>? {
        guard let value = try? evaluate(left, current) else { return nil }
        return missingPart(of: right, value)
    }
}
