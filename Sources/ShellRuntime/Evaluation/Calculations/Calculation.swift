// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// Statements that only calculate: assignments, conditions, loops, and calls of a `def` that only calculates. They never
/// wait, so they run without asynchronous calls, which take most of the time of a loop that calculates.
struct Calculation: Sendable {
    struct Statement: Sendable {
        let step: Step
        let range: SourceRange
    }

    indirect enum Step: Sendable {
        /// The name is nil for `_`.
        case assign(String?, Template)
        case call(Call, into: String?)
        case `if`([Branch], otherwise: Calculation?)
        case `while`(Interpolation, Calculation)
        case `for`(For, Calculation)
        case assert(Assertion)
        case leave(Interpreter.Flow)
        case `return`(Template)
        case returnCall(Call)
    }

    struct Branch: Sendable {
        let condition: Interpolation
        let body: Calculation
    }

    struct Call: Sendable {
        let definition: DefinitionCode
        /// By parameter; nil takes the default.
        let arguments: [Template?]
    }

    let statements: [Statement]
}
