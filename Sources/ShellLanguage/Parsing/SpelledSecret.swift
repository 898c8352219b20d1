// SPDX-License-Identifier: GPL-3.0-or-later

/// What a text gives to a secret variable, or to an option that takes a secret.
package struct SpelledSecret: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// The text of a literal.
        case literal(String)
        /// Any part may be the secret: a quote is missing, or it's no value.
        case unclear
        /// An expression, a command or a program makes it.
        case computed
    }

    package let content: Content
    /// Of the value, with its quotes; an unclear one goes to the end of its line at least.
    package let range: SourceRange
}
