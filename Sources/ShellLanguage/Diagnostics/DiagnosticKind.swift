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
}
