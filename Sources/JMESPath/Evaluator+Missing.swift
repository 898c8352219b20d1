// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Evaluator {
    /// The part of the path `node` that leads nowhere; nil when it is no path, or leads somewhere.
    func missingPart(of node: Node, _ current: JSONValue = .null) -> Range<Int>? {
        guard let value = try? evaluate(node, current), value.isNull else { return nil }
        switch node.kind {
        case .rootField, .field: return node.range
        case .sub(let left, let right): return missingPart(of: left, current) ?? missingStep(right, of: left, current)
        case .index(let left, _): return missingPart(of: left, current) ?? left.range.upperBound..<node.range.upperBound
        case .slice(let left, _), .flatten(let left), .projection(let left, _), .sliceProjection(let left, _),
            .valueProjection(let left, _), .filterProjection(let left, _, _):
            return missingPart(of: left, current) ?? node.range
        case .current, .root, .variable, .literal, .pipe, .or, .and, .not, .compare, .arithmetic, .negate, .affirm,
            .ternary, .let, .list, .hash, .call, .reference:
            return nil
        }
    }

    private func missingStep(_ right: Node, of left: Node, _ current: JSONValue) -> Range<Int>? {
        guard let value = try? evaluate(left, current) else { return nil }
        return missingPart(of: right, value)
    }
}
