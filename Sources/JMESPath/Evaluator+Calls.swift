// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Evaluator {
    func call(
        _ function: Function, _ nodes: [Node], _ range: Range<Int>, _ current: JSONValue, slice: Node.Slice? = nil
    ) throws(ExpressionError) -> JSONValue {
        var values: [JSONValue] = []
        values.reserveCapacity(nodes.count)
        for (place, node) in nodes.enumerated() {
            let parameter = function.parameter(at: place)
            if case .reference = node.kind {
                guard parameter.types == [.expression] else {
                    throw typeError(function, parameter, "an expression", node.range)
                }
                values.append(.null)
            } else {
                let value = try evaluate(node, current)
                guard parameter.accepts(value) else {
                    throw typeError(function, parameter, value.kindWithArticle, node.range)
                }
                values.append(value)
            }
        }
        let arguments = Arguments(values: values, nodes: nodes, evaluator: self, slice: slice)
        do {
            return try function.body(arguments)
        } catch {
            switch error {
            case .inside(let error): throw error
            case .failure(let failure):
                let place = failure.argument.flatMap { nodes.indices.contains($0) ? nodes[$0].range : nil }
                throw ExpressionError(
                    failure.kind, "\(function.name)(): \(failure.message)", hint: failure.hint, range: place ?? range)
            }
        }
    }

    private func typeError(
        _ function: Function, _ parameter: Function.Parameter, _ found: String, _ range: Range<Int>
    ) -> ExpressionError {
        let hint = parameter.types == [.expression] ? "write & before it, as in \(function.example.expression)" : nil
        return ExpressionError(
            .invalidType, "\(function.name)() takes \(parameter.typeText) as \(parameter.name), not \(found)",
            hint: hint ?? function.signature, range: range)
    }
}
