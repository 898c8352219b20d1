// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Evaluator {
    func call(
        _ function: Function, _ nodes: [Node], _ range: Range<Int>, _ current: JSONValue, slice: Node.Slice? = nil
    ) throws(ExpressionError) -> JSONValue {
        let first = argumentCount
        defer { popArguments(to: first) }
        for place in nodes.indices {
            if case .reference = nodes[place].kind {
                guard function.parameter(at: place).types == [.expression] else {
                    throw typeError(function, place, "an expression", nodes[place].range)
                }
                pushArgument(.null)
            } else {
                let value = try evaluate(nodes[place], current)
                guard function.accepts(value, at: place) else {
                    throw typeError(function, place, value.kindWithArticle, nodes[place].range)
                }
                pushArgument(value)
            }
        }
        do {
            return try function.body(Arguments(first: first, nodes: nodes, evaluator: self, slice: slice))
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
        _ function: Function, _ place: Int, _ found: String, _ range: Range<Int>
    ) -> ExpressionError {
        let parameter = function.parameter(at: place)
        let hint = parameter.types == [.expression] ? "write & before it, as in \(function.example.expression)" : nil
        return ExpressionError(
            .invalidType, "\(function.name)() takes \(parameter.typeText) as \(parameter.name), not \(found)",
            hint: hint ?? function.signature, range: range)
    }
}
