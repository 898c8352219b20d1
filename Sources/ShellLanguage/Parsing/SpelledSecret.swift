// SPDX-License-Identifier: GPL-3.0-or-later

/// The value that a text sets for a secret variable, or for an option that takes a secret.
package struct SpelledSecret: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// The text of a literal.
        case literal(String)
        /// Any part may be the secret: a quote is missing, or the text isn't a value.
        case unclear
        /// The result of an expression, a command or a program.
        case computed
    }

    package let content: Content
    /// The range of the value with its quotes; that of an unclear one extends at least to the end of its line.
    package let range: SourceRange
}
