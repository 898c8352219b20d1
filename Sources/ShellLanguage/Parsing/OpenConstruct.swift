// SPDX-License-Identifier: GPL-3.0-or-later

/// A construct that's still open at the end of a text; the continuation prompt shows its symbol.
package enum OpenConstruct: Sendable, Equatable {
    case block
    case object
    case array
    case parameters
    case interpolation
    case singleQuote
    case doubleQuote
    case textBlock
    case pipe
    case backslash

    package var symbol: String {
        switch self {
        case .block, .object: "{"
        case .array: "["
        case .parameters: "("
        case .interpolation: "<<"
        case .singleQuote: "'"
        case .doubleQuote: "\""
        case .textBlock: "\"\"\""
        case .pipe: "|"
        case .backslash: "\\"
        }
    }
}
