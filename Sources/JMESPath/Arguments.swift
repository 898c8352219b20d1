// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// Why a function has no result; the evaluator knows its position.
public struct FunctionFailure: Error, Sendable {
    public var kind: ExpressionError.Kind
    public var message: String
    public var hint: String?
    /// The argument that's wrong, counted from 0; nil if it's the whole call.
    public var argument: Int?

    public init(_ kind: ExpressionError.Kind, _ message: String, hint: String? = nil, argument: Int? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.argument = argument
    }
}

/// What a function throws: its own failure, or that of an expression it evaluates.
public enum CallError: Error, Sendable {
    case failure(FunctionFailure)
    case inside(ExpressionError)

    public static func invalidValue(_ message: String, hint: String? = nil, argument: Int? = nil) -> CallError {
        .failure(FunctionFailure(.invalidValue, message, hint: hint, argument: argument))
    }

    public static func invalidType(_ message: String, hint: String? = nil, argument: Int? = nil) -> CallError {
        .failure(FunctionFailure(.invalidType, message, hint: hint, argument: argument))
    }

    public static func notANumber(_ message: String, argument: Int? = nil) -> CallError {
        .failure(FunctionFailure(.notANumber, message, argument: argument))
    }
}

/// The arguments of a call: their number and types match the function's parameters.
public struct Arguments {
    /// The index of the first one in the evaluator's arguments.
    let first: Int
    let nodes: [Node]
    let evaluator: Evaluator
    /// The part of the result that's needed, for a function that applies slices; nil for all of it.
    let slice: Node.Slice?

    public var count: Int { nodes.count }

    public var all: [JSONValue] { (first..<first + count).map(evaluator.argument) }

    /// Null for an omitted argument.
    public subscript(place: Int) -> JSONValue { place < count ? evaluator.argument(first + place) : .null }

    /// The member `name` of the expression's root.
    public func rootMember(_ name: String) -> JSONValue? { evaluator.root.member(name) }

    public func string(_ place: Int) -> String {
        guard case .string(let text) = self[place] else { preconditionFailure("argument \(place) is a string") }
        return text
    }

    public func number(_ place: Int) -> JSONNumber {
        guard case .number(let number) = self[place] else { preconditionFailure("argument \(place) is a number") }
        return number
    }

    public func array(_ place: Int) -> [JSONValue] {
        guard case .array(let elements) = self[place] else { preconditionFailure("argument \(place) is an array") }
        return elements
    }

    public func object(_ place: Int) -> JSONObject {
        guard case .object(let members) = self[place] else { preconditionFailure("argument \(place) is an object") }
        return members
    }

    /// The whole number at `place`, or `fallback` if omitted; any other number is an invalid value.
    public func integer(_ place: Int, default fallback: Int = 0) throws(CallError) -> Int {
        guard place < count else { return fallback }
        guard let integer = number(place).int else {
            throw .invalidValue("\(number(place).text) isn't a whole number", argument: place)
        }
        return integer
    }

    /// Like `integer`, but not negative.
    public func natural(_ place: Int, default fallback: Int = 0) throws(CallError) -> Int {
        let integer = try integer(place, default: fallback)
        if integer < 0 { throw .invalidValue("\(integer) is negative", argument: place) }
        return integer
    }

    /// The value of the expression at `place` for `element`.
    public func evaluate(_ place: Int, on element: JSONValue) throws(CallError) -> JSONValue {
        let node = try expression(place)
        do { return try evaluator.evaluate(node, element) } catch { throw .inside(error) }
    }

    /// The values of the expression at `place` for `elements`.
    public func evaluate(_ place: Int, onEach elements: [JSONValue]) throws(CallError) -> [JSONValue] {
        let node = try expression(place)
        if case .field(let name) = node.kind { return elements.members(name) }
        var values: [JSONValue] = []
        values.reserveCapacity(elements.count)
        do {
            for element in elements { values.append(try evaluator.evaluate(node, element)) }
        } catch {
            throw .inside(error)
        }
        return values
    }

    private func expression(_ place: Int) throws(CallError) -> Node {
        guard case .reference(let node) = nodes[place].kind else {
            throw .invalidType("an expression is required", hint: "write & before it", argument: place)
        }
        return node
    }
}
