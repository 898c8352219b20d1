// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// What's wrong, as facts.
package enum DiagnosticKind: Sendable, Equatable {
    /// The text isn't valid in the language.
    case syntax(SyntaxFault)
    /// An expression doesn't compile.
    case expression(ExpressionError)
    /// An expression may not mean what it seems to mean.
    case expressionNote(ExpressionNote)
    /// A name is unknown, or an argument is unknown or invalid.
    case usage(UsageFault)

    /// The name of the kind of failure, as in `catch`.
    package var name: String {
        switch self {
        case .syntax: "syntax"
        case .expression, .expressionNote: "expression"
        case .usage: "usage"
        }
    }

    /// The name of the fault within its kind. Programs rely on these names, so they never change.
    package var type: String {
        switch self {
        case .syntax(let fault): fault.name
        case .expression(let error): error.kind.rawValue
        case .expressionNote: "suspicious-expression"
        case .usage(let fault): fault.name
        }
    }
}
