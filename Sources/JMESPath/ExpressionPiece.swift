// SPDX-License-Identifier: GPL-3.0-or-later

/// A token of an expression that may be unfinished or wrong, for colours.
package struct ExpressionPiece: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// A name that isn't after a dot: a variable, or a member of what a projection or filter looks at.
        case name(String)
        case member
        /// A name before a `(`.
        case function(String)
        case string
        case number
        case literal
    }

    package let kind: Kind
    /// Bytes of the expression.
    package let range: Range<Int>

    /// The pieces up to the first text that isn't a token.
    package static func all(of source: String) -> [ExpressionPiece] {
        let tokens = ExpressionLexer.beginning(of: source)
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            func kind(at index: Int) -> Token.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }
            let isMember = kind(at: index - 1) == .dot
            let kind: Kind? =
                switch token.kind {
                case .name(let name):
                    if kind(at: index + 1) == .leftParenthesis {
                        .function(name)
                    } else {
                        isMember ? .member : .name(name)
                    }
                case .quotedName(let name): isMember ? .member : .name(name)
                case .variable(let name): .name("$" + name)
                case .rawString: .string
                case .literal: .literal
                case .number: .number
                default: nil
                }
            return kind.map { ExpressionPiece(kind: $0, range: token.range) }
        }
    }
}
