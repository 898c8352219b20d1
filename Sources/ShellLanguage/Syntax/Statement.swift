// SPDX-License-Identifier: GPL-3.0-or-later

package struct Statement: Sendable {
    package indirect enum Kind: Sendable {
        case assignment(Assignment)
        case shell(ShellLine)
        case value(ValueStatement)
        case command(Command)
        case `if`(If)
        case `for`(For)
        case `while`(While)
        case retry(Retry)
        case `try`(Try)
        case `break`
        case `continue`
        case `return`(RightSide?)
        case secret(SecretStatement)
        case assert(Assertion)
    }

    package internal(set) var kind: Kind
    package let range: SourceRange
    /// The variables that the statement itself reads, heads of blocks included and their bodies not.
    package let variables: [VariableUse]
}

/// A value that stands alone and prints itself.
package struct ValueStatement: Sendable {
    package let value: Template
    package let tail: Tail
}

package struct Command: Sendable {
    package internal(set) var call: Call
    package let tail: Tail
}

/// `secret NAME` (asks) or `secret NAME = …`.
package struct SecretStatement: Sendable {
    package let name: Name
    package internal(set) var value: RightSide?

    /// In Unicode scalars: a shorter text would be hidden wherever it stands by chance.
    package static let minimumLength = 4

    /// Whether `text` is long enough to be hidden wherever it appears.
    package static func accepts(_ text: String) -> Bool { text.unicodeScalars.count >= minimumLength }
}

package struct Assertion: Sendable {
    package let condition: Interpolation
    package let message: Word?
}

package struct Block: Sendable {
    package internal(set) var statements: [Statement]
    /// From `{` to `}`.
    package let range: SourceRange
}
