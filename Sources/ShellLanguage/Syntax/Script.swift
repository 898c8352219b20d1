// SPDX-License-Identifier: GPL-3.0-or-later

/// A parsed and checked text: a file, a `-c` text, standard input, or a line at the prompt.
package struct Script: Sendable {
    package let source: Source
    /// The statements of the top level, in order.
    package internal(set) var statements: [Statement]
    /// The `def`s; statements before a `def` can use it, too.
    package internal(set) var definitions: [Definition]
    package internal(set) var tests: [Test]
    package internal(set) var hooks: [Hook]
    /// Literal secrets in statements: hidden before anything runs, since traces and errors show statements.
    package internal(set) var secrets: [String] = []
}
