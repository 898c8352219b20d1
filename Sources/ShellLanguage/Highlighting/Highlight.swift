// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of a text, and what it is.
package struct Highlight: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case command
        case keyword
        case option
        case string
        /// A number, `true`, `false` or `null`.
        case literal
        /// A member's name in a template.
        case key
        /// `<<expr>>`, with its signs; nothing of it has this kind in the result but the signs.
        case expression(isClosed: Bool)
        case variable
        /// A function in an expression, or one that the connection has.
        case function
        /// A program's name, or a line of the system shell.
        case program
        case comment
        /// A name that doesn't exist, or not yet.
        case unknownName
        /// An error that stays however the text goes on.
        case mistake
        /// The bracket that belongs to the one at the cursor.
        case bracket
    }

    package let kind: Kind
    package let range: SourceRange

    init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}
