// SPDX-License-Identifier: GPL-3.0-or-later

/// The end of a statement that prints: `| program …`, then `> file` or `>> file`.
package struct Tail: Sendable {
    package let programs: [Program]
    package let redirect: Redirect?

    package static let none = Tail(programs: [], redirect: nil)
    package var isEmpty: Bool { programs.isEmpty && redirect == nil }
}

/// A program in a pipeline; started without a shell, each word is one argument.
package struct Program: Sendable {
    /// Not empty; the first word names the program.
    package let words: [Word]
    package let range: SourceRange
}

/// `> file` or `>> file`.
package struct Redirect: Sendable {
    package let appends: Bool
    package let file: Word
    package let range: SourceRange
}
