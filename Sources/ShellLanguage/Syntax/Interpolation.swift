// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// `<<expr>>`: an expression compiled at parse time, and its place in the source.
///
/// It's a class because the interpreter passes it between functions for each value it creates.
package final class Interpolation: Sendable {
    package let expression: Expression
    /// The name if the whole expression is just a variable.
    package let soleRootName: String?
    /// From the first `<` to the last `>`.
    package let range: SourceRange
    /// Where `expression.source` begins in the source.
    package let expressionOffset: Int

    init(expression: Expression, range: SourceRange, expressionOffset: Int) {
        self.expression = expression
        soleRootName = expression.soleRootName
        self.range = range
        self.expressionOffset = expressionOffset
    }

    /// The source range of a range in `expression.source`, such as that of an `ExpressionError`.
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
