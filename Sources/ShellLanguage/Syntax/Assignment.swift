// SPDX-License-Identifier: GPL-3.0-or-later

/// `NAME = …` or `NAME.path = …`.
package struct Assignment: Sendable {
    package let target: Target
    package internal(set) var value: RightSide

    /// The variable, and the part of it that changes.
    package struct Target: Sendable {
        package let name: Name
        /// Empty if the variable itself is bound.
        package let path: [Step]
        package let range: SourceRange
    }

    package struct Step: Sendable {
        package enum Kind: Sendable {
            /// `.name`
            case member(String)
            /// `."other key"`
            case key(TextTemplate)
            /// `[0]`; a negative index counts from the end.
            case index(Int)
            /// `[<<index or key>>]`
            case computed(Interpolation)
        }

        package let kind: Kind
        package let range: SourceRange
    }
}

/// The right side of `=`, and the value of `return` and `secret`.
package struct RightSide: Sendable {
    package enum Kind: Sendable {
        case value(Template)
        case call(Call)
        case shell(ShellLine)
    }

    package internal(set) var kind: Kind
    /// `| program …`; the output of the last program is then the value, as text.
    package let programs: [Program]
    package let range: SourceRange
}

/// `!COMMAND`: the rest of the line, for `/bin/sh -c`.
package struct ShellLine: Sendable {
    /// Without the `!`.
    package let command: String
    package let range: SourceRange
}
