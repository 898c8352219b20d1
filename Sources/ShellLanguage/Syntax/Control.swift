// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

package struct If: Sendable {
    package struct Branch: Sendable {
        package let condition: Interpolation
        package internal(set) var body: Block
    }

    /// The `if` and each `else if`; not empty.
    package internal(set) var branches: [Branch]
    package internal(set) var otherwise: Block?
}

package struct For: Sendable {
    /// One name for the item, or two for the key or index and the item.
    package let names: [Name]
    /// `<<expr>>` or a template.
    package let sequence: Template
    package internal(set) var parallel: Parallel?
    package internal(set) var body: Block

    /// Bodies that run concurrently, each with its own scope.
    package struct Parallel: Sendable {
        package let limit: Amount<Int>
        /// The names that are local to each body: loop variables and the variables that the body assigns.
        package internal(set) var locals: Set<String>
    }
}

package struct While: Sendable {
    package let condition: Interpolation
    package internal(set) var body: Block
}

package struct Retry: Sendable {
    package let times: Amount<Int>
    package let pause: Amount<Duration>
    /// The factor by which the pause grows.
    package let backoff: Amount<JSONNumber>?
    package let longestPause: Amount<Duration>?
    package internal(set) var body: Block
}

/// `watch DURATION [--until <<…>>] [--count N] [--limit DURATION] STATEMENT`
package struct Watch: Sendable {
    package let pause: Amount<Duration>
    /// Ends it once it's true after a run.
    package let until: Interpolation?
    /// How many runs there are.
    package let count: Amount<Int>?
    /// How long to wait for `until`.
    package let limit: Amount<Duration>?
    /// One statement.
    package internal(set) var body: Block
}

package struct Try: Sendable {
    package struct Catch: Sendable {
        /// If nil, the name is `error`.
        package let name: Name?
        package internal(set) var body: Block
    }

    package internal(set) var body: Block
    package internal(set) var handler: Catch?
    package internal(set) var cleanup: Block?
}

/// A number or duration in the head of a control statement: a literal, or evaluated when the statement is reached.
package enum Amount<Literal: Sendable>: Sendable {
    case literal(Literal)
    case computed(Interpolation)

    package var interpolations: [Interpolation] {
        if case .computed(let interpolation) = self { [interpolation] } else { [] }
    }
}
