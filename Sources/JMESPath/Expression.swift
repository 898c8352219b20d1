// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// A compiled JMESPath expression (community edition; jmespath.spec GRAMMAR.ABNF).
public struct Expression: Sendable {
    /// The text it was compiled from.
    public let source: String

    /// Names that the expression looks up in its root, with their byte ranges in `source`: the variables it needs.
    public let rootNames: [RootName]

    /// The name when the whole expression is one root lookup, as `order`; nil otherwise.
    public let soleRootName: String?

    public struct RootName: Sendable, Equatable {
        public let name: String
        public let range: Range<Int>
    }

    /// Compiles `source`; unknown functions and wrong numbers of arguments are found here.
    public init(_ source: String, functions: FunctionTable = .standard) throws(ExpressionError) { fatalError() }

    /// Evaluates against `root`.
    public func search(_ root: JSONValue) throws(ExpressionError) -> JSONValue { fatalError() }

    /// Evaluates against a root whose members are looked up one by one.
    public func search(in root: some ExpressionRoot) throws(ExpressionError) -> JSONValue { fatalError() }

    /// Says where a null came from: the part of the path that led nowhere, as a byte range in `source`; nil when the
    /// expression is no path or its value is no null.
    public func missingPart(in root: some ExpressionRoot) -> Range<Int>? { fatalError() }
}

/// The root object of an expression, asked for members by name so that no object is built for each search.
public protocol ExpressionRoot {
    func member(_ name: String) -> JSONValue?
    /// The whole object, for `$` and `@`.
    var object: JSONValue { get }
}

/// Why an expression does not compile or has no value.
public struct ExpressionError: Error, Sendable, Equatable {
    /// JMESPath's error kinds, spelled as in its compliance suite.
    public enum Kind: String, Sendable {
        case syntax
        case invalidType = "invalid-type"
        case invalidValue = "invalid-value"
        case invalidArity = "invalid-arity"
        case unknownFunction = "unknown-function"
        case undefinedVariable = "undefined-variable"
        case notANumber = "not-a-number"
    }

    public var kind: Kind
    public var message: String
    public var hint: String?
    /// Byte range in the expression's source.
    public var range: Range<Int>

    public init(_ kind: Kind, _ message: String, hint: String? = nil, range: Range<Int>) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.range = range
    }
}
