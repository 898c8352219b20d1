// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

package struct If: Sendable {
    package struct Branch: Sendable {
        package let condition: Interpolation
        package internal(set) var body: Block
    }

    /// The `if` and every `else if`; not empty.
    package internal(set) var branches: [Branch]
    package internal(set) var otherwise: Block?
}

package struct For: Sendable {
    /// One name for the item, or two for key or index and item.
    package let names: [Name]
    /// `<<expr>>` or a template.
    package let sequence: Template
    package internal(set) var parallel: Parallel?
    package internal(set) var body: Block

    /// Bodies that run side by side, each with a scope of its own.
    package struct Parallel: Sendable {
        package let limit: Amount<Int>
        /// The names that belong to each body: loop variables and whatever the body assigns.
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

package struct Try: Sendable {
    package struct Catch: Sendable {
        /// nil binds `error`.
        package let name: Name?
        package internal(set) var body: Block
    }

    package internal(set) var body: Block
    package internal(set) var handler: Catch?
    package internal(set) var cleanup: Block?
}

/// A number or duration of a control statement's head: written out, or evaluated when the statement is reached.
package enum Amount<Literal: Sendable>: Sendable {
    case literal(Literal)
    case computed(Interpolation)

    package var interpolations: [Interpolation] {
        if case .computed(let interpolation) = self { [interpolation] } else { [] }
    }
}
