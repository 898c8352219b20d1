// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// A function: its signature, its help and what it does.
public final class Function: Sendable {
    public let name: String
    public let parameters: [Parameter]
    /// The type of the result, as displayed.
    public let result: String
    public let summary: String
    /// An expression that a test evaluates against null, and its result as JSON.
    public let example: (expression: String, result: String)
    /// Its implementation; the arguments have the types that `parameters` requires.
    let body: @Sendable (Arguments) throws(CallError) -> JSONValue
    /// Whether the function itself applies a slice that follows the call, because it can do less work for a part.
    let appliesSlice: Bool
    /// Whether it reads members of the root whose names its arguments contain.
    let readsRoot: Bool
    /// How many arguments it takes.
    let arity: ClosedRange<Int>

    public init(
        _ name: String, _ parameters: [Parameter], result: String, summary: String,
        example: (expression: String, result: String), appliesSlice: Bool = false, readsRoot: Bool = false,
        body: @escaping @Sendable (Arguments) throws(CallError) -> JSONValue
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.summary = summary
        self.example = example
        self.appliesSlice = appliesSlice
        self.readsRoot = readsRoot
        self.body = body
        let required = parameters.count { $0.presence != .optional }
        arity = required...(parameters.last?.presence == .repeated ? .max : parameters.count)
    }

    /// As `help functions` shows it, for example `join(glue: string, strings: array[string]) → string`.
    public var signature: String { "\(name)(\(shownParameters.joined(separator: ", "))) → \(result)" }

    /// The parameters as the signature shows them.
    public var shownParameters: [String] {
        parameters.map { parameter in
            switch parameter.presence {
            case .required: "\(parameter.name): \(parameter.typeName)"
            case .optional: "[\(parameter.name): \(parameter.typeName)]"
            case .repeated: "\(parameter.name): \(parameter.typeName)…"
            }
        }
    }

    func parameter(at place: Int) -> Parameter { parameters[min(place, parameters.count - 1)] }

    /// Whether the parameter at `place` accepts `value`.
    func accepts(_ value: JSONValue, at place: Int) -> Bool {
        parameters[min(place, parameters.count - 1)].types.contains { $0.accepts(value) }
    }
}

extension Function {
    /// A parameter of a function.
    public struct Parameter: Sendable {
        enum Presence: Sendable { case required, optional, repeated }

        public let name: String
        let types: [ArgumentType]
        let presence: Presence

        public static func required(_ name: String, _ types: ArgumentType...) -> Parameter {
            Parameter(name: name, types: types, presence: .required)
        }

        public static func optional(_ name: String, _ types: ArgumentType...) -> Parameter {
            Parameter(name: name, types: types, presence: .optional)
        }

        /// Once or more; only for the last parameter.
        public static func repeated(_ name: String, _ types: ArgumentType...) -> Parameter {
            Parameter(name: name, types: types, presence: .repeated)
        }

        /// As in signatures.
        var typeName: String { types.map(\.name).joined(separator: "|") }

        /// As in messages.
        var typeText: String { types.map(\.text).joined(separator: " or ") }
    }
}

/// The types of arguments.
public enum ArgumentType: Sendable {
    case any, boolean, number, string, array, object
    case arrayOfNumbers, arrayOfStrings, arrayOfObjects
    /// `&…`
    case expression

    func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.any, _), (.boolean, .bool), (.number, .number), (.string, .string), (.array, .array), (.object, .object):
            true
        case (.arrayOfNumbers, .array(let elements)): elements.allSatisfy { Self.number.accepts($0) }
        case (.arrayOfStrings, .array(let elements)): elements.allSatisfy { Self.string.accepts($0) }
        case (.arrayOfObjects, .array(let elements)): elements.allSatisfy { Self.object.accepts($0) }
        default: false
        }
    }

    var name: String {
        switch self {
        case .any: "any"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        case .arrayOfNumbers: "array[number]"
        case .arrayOfStrings: "array[string]"
        case .arrayOfObjects: "array[object]"
        case .expression: "&expression"
        }
    }

    var text: String {
        switch self {
        case .any: "any value"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        case .arrayOfNumbers: "an array of numbers"
        case .arrayOfStrings: "an array of strings"
        case .arrayOfObjects: "an array of objects"
        case .expression: "an expression"
        }
    }
}

extension JSONValue {
    /// The type's name in `type()`.
    public var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The type's name in messages.
    public var kindWithArticle: String {
        switch self {
        case .null: "null"
        case .bool, .number, .string: "a \(typeName)"
        case .array, .object: "an \(typeName)"
        }
    }
}
