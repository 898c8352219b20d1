// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// What is wrong, as facts.
package enum DiagnosticKind: Sendable, Equatable {
    /// The text is not in the language.
    case syntax(SyntaxFault)
    /// An expression does not compile.
    case expression(ExpressionError)
    /// An expression may not mean what it seems to say.
    case expressionNote(ExpressionNote)
    /// A name or an argument that is not known or does not suit.
    case usage(UsageFault)

    /// As `catch` names the kind of a failure.
    package var name: String {
        switch self {
        case .syntax: "syntax"
        case .expression, .expressionNote: "expression"
        case .usage: "usage"
        }
    }

    /// The name of what is wrong within its kind. Programs rely on these names: they never change.
    package var type: String {
        switch self {
        case .syntax(let fault): fault.name
        case .expression(let error): error.kind.rawValue
        case .expressionNote: "suspicious-expression"
        case .usage(let fault): fault.name
        }
    }
}
