// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The smallest part of an expression, with its byte range in the source.
struct Token {
    enum Kind: Equatable {
        case name(String)
        case quotedName(String)
        case rawString(String)
        case literal(JSONValue)
        /// A number without a sign, as written.
        case number(String)
        /// `$name`
        case variable(String)
        /// `$`
        case root
        /// `@`
        case current
        case dot, comma, colon, question
        case leftParenthesis, rightParenthesis
        case leftBracket, rightBracket
        case leftBrace, rightBrace
        /// `[?`
        case filter
        /// `[]`
        case flatten
        case star, timesSign, plus, minus, slash, doubleSlash, percent
        case pipe, or, and, ampersand, not
        /// `=`, as in `let $x = …`
        case assign
        case comparison(Comparison)
        case end
    }

    let kind: Kind
    let range: Range<Int>
}

enum Comparison: String {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

enum ArithmeticOperator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case divideToInteger = "//"
    case remainder = "%"
}
