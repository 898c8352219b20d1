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
        case watch(Watch)
        case alias(Alias)
        case `try`(Try)
        case `break`
        case `continue`
        case `return`(RightSide?)
        case secret(SecretStatement)
        case assert(Assertion)
    }

    package internal(set) var kind: Kind
    package let range: SourceRange
    /// The variables that the statement itself reads, including those in heads of blocks but not in their bodies.
    package let variables: [VariableUse]
}

/// A value as a statement, which prints the value.
package struct ValueStatement: Sendable {
    package let value: Template
    package let tail: Tail
}

package struct Command: Sendable {
    package internal(set) var call: Call
    package let tail: Tail
}

/// `secret NAME` (asks for the value) or `secret NAME = …`.
package struct SecretStatement: Sendable {
    package let name: Name
    package internal(set) var value: RightSide?

    /// In Unicode scalars. A shorter text would be hidden wherever it happens to appear.
    package static let minimumLength = 4

    /// Whether `text` is long enough to be hidden wherever it appears.
    package static func accepts(_ text: String) -> Bool { text.unicodeScalars.count >= minimumLength }
}

/// `alias NAME = TEXT`; `alias` lists them.
package struct Alias: Sendable {
    package struct Meaning: Sendable {
        package let name: Name
        /// The rest of the line; empty to remove the alias.
        package let text: String
    }

    /// nil to list them.
    package let meaning: Meaning?
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
