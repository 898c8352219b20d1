// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an expression doesn't compile or has no value.
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

/// A warning about an expression that compiles but may not mean what it seems to.
public struct ExpressionNote: Sendable, Equatable {
    public var message: String
    /// Byte range in the expression's source.
    public var range: Range<Int>
}
