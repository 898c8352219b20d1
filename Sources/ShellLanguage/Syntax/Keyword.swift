// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that have a meaning in the language: where each is allowed, and what it's for.
package enum Keyword: String, Sendable, CaseIterable {
    case `if`, `else`, `for`, `in`, parallel, `while`, retry, every, backoff, up, to, `try`, `catch`, finally
    case watch, alias, `break`, `continue`, `return`, secret, assert, def, test, before, after

    package enum Place: Sendable {
        /// At the start of a statement.
        case statement
        /// At the start of a statement outside of all blocks.
        case top
        /// After the `}` of a statement that continues.
        case continuation
        /// Between the first word of a statement and its block.
        case head
    }

    package var place: Place {
        switch self {
        case .if, .for, .while, .retry, .watch, .try, .alias, .break, .continue, .return, .secret, .assert: .statement
        case .def, .test, .before, .after: .top
        case .else, .catch, .finally: .continuation
        case .in, .parallel, .every, .backoff, .up, .to: .head
        }
    }

    package var summary: String {
        switch self {
        case .if: "run a block if a condition is true"
        case .else: "run a block if no condition is true"
        case .for: "run a block for each element or member"
        case .in: "what to iterate over"
        case .parallel: "how many iterations to run at a time"
        case .while: "run a block while a condition is true"
        case .retry: "run a block until it succeeds"
        case .watch: "run a statement again and again, and show its output in place"
        case .alias: "give the beginning of a statement a name at the prompt"
        case .every: "how long to wait between attempts"
        case .backoff: "the factor by which the wait grows"
        case .up: "`up to`: the longest wait"
        case .to: "the longest wait"
        case .try: "run a block and handle its failure"
        case .catch: "run a block after a failure"
        case .finally: "always run a block at the end"
        case .break: "exit the loop"
        case .continue: "skip to the next iteration"
        case .return: "return a value from a def or a sourced file"
        case .secret: "set a variable whose value is always hidden"
        case .assert: "fail unless a condition is true, and show both sides"
        case .def: "define a command with parameters"
        case .test: "define a test, which `lamsh test` runs"
        case .before: "run a block before each test"
        case .after: "run a block after each test"
        }
    }

    /// Whether a statement that begins with it isn't a command. `before` and `after` can also be names.
    var opensStatement: Bool {
        switch place {
        case .statement, .continuation: true
        case .top: self == .def || self == .test
        case .head: false
        }
    }
}
