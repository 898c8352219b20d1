// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// `<<expr>>`: an expression compiled at parse time, and where it stands.
package struct Interpolation: Sendable {
    package let expression: Expression
    /// From the first `<` to the last `>`.
    package let range: SourceRange
    /// Where `expression.source` begins in the source.
    package let expressionOffset: Int

    /// The place in the source of a range in `expression.source`, as an `ExpressionError` carries it.
    package func sourceRange(of range: Range<Int>) -> SourceRange {
        range.lowerBound + expressionOffset..<range.upperBound + expressionOffset
    }

    /// The variables that the expression reads, with their places in the source.
    package var variables: [VariableUse] {
        expression.rootNames.map { VariableUse(name: $0.name, range: sourceRange(of: $0.range)) }
    }
}

/// A place where a statement reads a variable.
package struct VariableUse: Sendable, Equatable {
    package let name: String
    package let range: SourceRange
}
