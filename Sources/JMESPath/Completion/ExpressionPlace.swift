// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What the end of an unfinished expression belongs to.
package struct ExpressionPlace: Sendable {
    /// The path from the root that ends there, for example `order.lines[0]`; nil if there's none.
    package let path: String?
    /// The innermost function whose arguments are open there, and the number of arguments before.
    package let call: (name: String, argument: Int)?

    /// - Parameter rest: what follows of the name at the end.
    package init(of beginning: String, completedBy rest: String) {
        let text = beginning + rest
        let tokens = ExpressionLexer.beginning(of: text)
        path = Self.path(in: tokens, of: text)
        call = Self.call(in: ExpressionLexer.beginning(of: beginning))
    }

    /// A type and its size, but no part of the value.
    package static func description(of value: JSONValue) -> String {
        switch value {
        case .string(let text): "string of \(text.count == 1 ? "1 character" : "\(text.count) characters")"
        default: ExpressionCompletion.description(of: value)
        }
    }

    private static func path(in tokens: [Token], of text: String) -> String? {
        guard let last = tokens.last, last.range.upperBound == text.utf8.count else { return nil }
        var start = tokens.count - 1
        var needsName = true
        while start >= 0 {
            switch tokens[start].kind {
            case .name,
                .quotedName where needsName:
                if start == 0 || !tokens[start - 1].kind.continuesPath { return spelled(tokens[start...], of: text) }
                needsName = false
            case .dot where !needsName: needsName = true
            case .rightBracket where needsName:
                guard start >= 2, case .number = tokens[start - 1].kind, tokens[start - 2].kind == .leftBracket else {
                    return nil
                }
                start -= 2
            default: return nil
            }
            start -= 1
        }
        return nil
    }

    private static func spelled(_ tokens: ArraySlice<Token>, of text: String) -> String? {
        guard let first = tokens.first, let last = tokens.last else { return nil }
        return String(decoding: Array(text.utf8)[first.range.lowerBound..<last.range.upperBound], as: UTF8.self)
    }

    private static func call(in tokens: [Token]) -> (name: String, argument: Int)? {
        var open: [(name: String?, argument: Int)] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .leftParenthesis:
                if index > 0, case .name(let name) = tokens[index - 1].kind {
                    open.append((name, 0))
                } else {
                    open.append((nil, 0))
                }
            case .leftBracket, .leftBrace, .filter: open.append((nil, 0))
            case .rightParenthesis, .rightBracket, .rightBrace: _ = open.popLast()
            case .comma: if !open.isEmpty { open[open.count - 1].argument += 1 }
            default: break
            }
        }
        guard let innermost = open.last(where: { $0.name != nil }), let name = innermost.name else { return nil }
        return (name, innermost.argument)
    }
}

extension Token.Kind {
    /// Whether what follows belongs to a longer path.
    fileprivate var continuesPath: Bool { self == .dot }
}
