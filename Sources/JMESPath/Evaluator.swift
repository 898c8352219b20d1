// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// Walks expression trees. One evaluator serves many searches of one root, one after the other.
public final class Evaluator {
    let root: any ExpressionRoot
    /// Whether a search has looked up a member of the root that isn't there.
    @exclusivity(unchecked) private var hasMissedName = false
    public var hasMissed: Bool { unsafe hasMissedName }
    /// The values bound by `let`, outermost first.
    private var variables: [JSONValue] = []

    /// The arguments of the active calls, outermost first: a separate array for each call would cost more than most
    /// functions.
    ///
    /// Accesses never overlap, because each only reads or writes values; having that checked each time costs a tenth of
    /// a call.
    @exclusivity(unchecked) private var arguments: [JSONValue] = []

    public init(root: any ExpressionRoot) { self.root = root }

    /// The value of `expression`.
    public func search(_ expression: Expression) throws(ExpressionError) -> JSONValue {
        unsafe hasMissedName = false
        return try evaluate(expression.tree, .null)
    }

    var argumentCount: Int { unsafe arguments.count }

    func argument(_ place: Int) -> JSONValue { unsafe arguments[place] }

    func pushArgument(_ value: JSONValue) { unsafe arguments.append(value) }

    func popArguments(to count: Int) { unsafe arguments.removeLast(arguments.count - count) }

    /// The value of `node`, where `@` is `current`.
    func evaluate(_ node: Node, _ current: JSONValue) throws(ExpressionError) -> JSONValue {
        switch node.kind {
        case .current: return current
        case .root: return root.object
        case .rootField(let name):
            if let value = root.member(name) { return value }
            unsafe hasMissedName = true
            return .null
        case .field(let name):
            guard case .object(let members) = current else { return .null }
            return members[name] ?? .null
        case .variable(let place): return variables[place]
        case .literal(let value): return value
        case .sub(let left, let right):
            let value = try evaluate(left, current)
            return value.isNull ? .null : try evaluate(right, value)
        case .index(let left, let index): return element(at: index, of: try evaluate(left, current))
        case .slice(let left, let slice):
            if case .call(let function, let arguments) = left.kind, function.appliesSlice {
                return try call(function, arguments, left.range, current, slice: slice)
            }
            return slice.apply(to: try evaluate(left, current))
        case .flatten(let left): return flatten(try evaluate(left, current))
        case .projection(let left, let right):
            if case .flatten(let nested) = left.kind { return try projectFlat(try evaluate(nested, current), right) }
            return try project(try evaluate(left, current), right)
        case .sliceProjection(let left, let right):
            let value = try evaluate(left, current)
            if case .string = value { return try evaluate(right, value) }
            return try project(value, right)
        case .valueProjection(let left, let right):
            guard case .object(let members) = try evaluate(left, current) else { return .null }
            return try project(.array(members.values), right)
        case .filterProjection(let left, let condition, let right):
            return try filter(try evaluate(left, current), condition, right)
        case .pipe(let left, let right): return try evaluate(right, try evaluate(left, current))
        case .or(let left, let right):
            let value = try evaluate(left, current)
            return value.isTruthy ? value : try evaluate(right, current)
        case .and(let left, let right):
            let value = try evaluate(left, current)
            return value.isTruthy ? try evaluate(right, current) : value
        case .not(let operand): return .bool(!(try evaluate(operand, current).isTruthy))
        case .compare(let comparison, let left, let right):
            return comparison.apply(try evaluate(left, current), try evaluate(right, current))
        case .arithmetic(let operation, let left, let right):
            return .number(try calculate(operation, left, right, current, node))
        case .negate(let operand):
            guard let negated = try number(operand, current, "-").negated else {
                throw ExpressionError(.notANumber, "the result of `-` doesn't fit in 64 bits", range: node.range)
            }
            return .number(negated)
        case .affirm(let operand): return .number(try number(operand, current, "+"))
        case .ternary(let condition, let yes, let no):
            return try evaluate(try evaluate(condition, current).isTruthy ? yes : no, current)
        case .let(let values, let body):
            let outer = variables.count
            defer { variables.removeSubrange(outer...) }
            for value in values { variables.append(try evaluate(value, current)) }
            return try evaluate(body, current)
        case .list(let elements, let isMember):
            if isMember, current.isNull { return .null }
            var result: [JSONValue] = []
            result.reserveCapacity(elements.count)
            for element in elements { result.append(try evaluate(element, current)) }
            return .array(result)
        case .hash(let members, let isMember):
            if isMember, current.isNull { return .null }
            var result = JSONObject()
            result.reserveCapacity(members.count)
            for member in members { result.set(member.key, try evaluate(member.value, current)) }
            return .object(result)
        case .call(let function, let arguments): return try call(function, arguments, node.range, current)
        case .reference: preconditionFailure("the parser accepts & only in arguments")
        }
    }

    /// The results of `right` for each element, without nulls; null if `value` isn't an array.
    private func project(_ value: JSONValue, _ right: Node) throws(ExpressionError) -> JSONValue {
        guard case .array(let elements) = value else { return .null }
        var result: [JSONValue] = []
        if case .current = right.kind {
            guard elements.contains(where: \.isNull) else { return value }
            return .array(elements.filter { !$0.isNull })
        }
        result.reserveCapacity(elements.count)
        try append(right, ofEach: elements, to: &result)
        return .array(result)
    }

    /// Like `project` on the result of `flatten`, without creating it.
    private func projectFlat(_ value: JSONValue, _ right: Node) throws(ExpressionError) -> JSONValue {
        guard case .array(let elements) = value else { return .null }
        var result: [JSONValue] = []
        result.reserveCapacity(elements.reduce(0) { $0 + ($1.array?.count ?? 1) })
        if case .field(let name) = right.kind {
            elements.appendMembersFlat(name, to: &result)
            return .array(result)
        }
        for place in elements.indices {
            if case .array(let inner) = elements[place] {
                try append(right, ofEach: inner, to: &result)
            } else {
                try append(right, of: elements[place], to: &result)
            }
        }
        return .array(result)
    }

    /// Appends the values of `node` for the elements, nulls left out.
    private func append(
        _ node: Node, ofEach elements: [JSONValue], to result: inout [JSONValue]
    ) throws(ExpressionError) {
        if case .field(let name) = node.kind { return elements.appendMembers(name, to: &result) }
        for place in elements.indices { try append(node, of: elements[place], to: &result) }
    }

    /// Appends the value of `node` for `element` unless it is null.
    @inline(__always)
    private func append(
        _ node: Node, of element: JSONValue, to result: inout [JSONValue]
    ) throws(ExpressionError) {
        let value = try evaluate(node, element)
        if !value.isNull { result.append(value) }
    }

    private func filter(_ value: JSONValue, _ condition: Node, _ right: Node) throws(ExpressionError) -> JSONValue {
        guard case .array(let elements) = value else { return .null }
        var result: [JSONValue] = []
        for place in elements.indices where try evaluate(condition, elements[place]).isTruthy {
            try append(right, of: elements[place], to: &result)
        }
        return .array(result)
    }

    private func flatten(_ value: JSONValue) -> JSONValue {
        guard case .array(let elements) = value else { return .null }
        var result: [JSONValue] = []
        for element in elements {
            if case .array(let inner) = element { result += inner } else { result.append(element) }
        }
        return .array(result)
    }

    private func calculate(
        _ operation: ArithmeticOperator, _ left: Node, _ right: Node, _ current: JSONValue, _ node: Node
    ) throws(ExpressionError) -> JSONNumber {
        let a = try number(left, current, operation.rawValue)
        let b = try number(right, current, operation.rawValue)
        do { return try operation.apply(a, b) } catch { throw error.located(node.range) }
    }

    private func number(
        _ operand: Node, _ current: JSONValue, _ symbol: String
    ) throws(ExpressionError) -> JSONNumber {
        // Without a value between the parts of a calculation.
        switch operand.kind {
        case .literal(.number(let number)): return number
        case .arithmetic(let operation, let left, let right):
            return try calculate(operation, left, right, current, operand)
        default: break
        }
        let value = try evaluate(operand, current)
        guard case .number(let number) = value else {
            throw ExpressionError(
                .invalidType, "`\(symbol)` takes numbers, not \(value.kindWithArticle)",
                hint: value.string == nil ? nil : "to_number() reads a number from text", range: operand.range)
        }
        return number
    }
}

private func element(at index: Int, of value: JSONValue) -> JSONValue {
    guard case .array(let elements) = value else { return .null }
    let position = index < 0 ? index + elements.count : index
    return elements.indices.contains(position) ? elements[position] : .null
}

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

extension Evaluator {
    /// The part of the path `node` that leads nowhere; nil if it isn't a path, or leads to a value.
    func missingPart(of node: Node, _ current: JSONValue = .null) -> MissingPart? {
        guard let value = try? evaluate(node, current), value.isNull else { return nil }
        switch node.kind {
        // A member that is there and null is not missing.
        case .rootField(let name): return root.member(name) == nil ? MissingPart(range: node.range) : nil
        case .field(let name):
            guard current[name] == nil else { return nil }
            return MissingPart(range: node.range, member: name, siblings: current.object.map { Array($0.keys) } ?? [])
        case .sub(let left, let right): return missingPart(of: left, current) ?? missingStep(right, of: left, current)
        case .index(let left, let index):
            return missingPart(of: left, current) ?? missingElement(index, of: left, node, current)
        case .slice(let left, _), .flatten(let left), .projection(let left, _), .sliceProjection(let left, _),
            .valueProjection(let left, _), .filterProjection(let left, _, _):
            return missingPart(of: left, current) ?? MissingPart(range: node.range)
        case .current, .root, .variable, .literal, .pipe, .or, .and, .not, .compare, .arithmetic, .negate, .affirm,
            .ternary, .let, .list, .hash, .call, .reference:
            return nil
        }
    }

    private func missingElement(_ index: Int, of left: Node, _ node: Node, _ current: JSONValue) -> MissingPart? {
        let elements = (try? evaluate(left, current))?.array ?? []
        let isThere = elements.indices.contains(index < 0 ? elements.count + index : index)
        return isThere ? nil : MissingPart(range: left.range.upperBound..<node.range.upperBound)
    }

    private func missingStep(_ right: Node, of left: Node, _ current: JSONValue) -> MissingPart? {
        guard let value = try? evaluate(left, current) else { return nil }
        return missingPart(of: right, value)
    }
}
