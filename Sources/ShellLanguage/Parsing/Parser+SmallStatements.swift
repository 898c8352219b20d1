// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    mutating func parseReturn() throws(Diagnostic) -> RightSide? {
        _ = lexer.take(keyword: "return")
        try skipBlank()
        meetStatement(isRightSide: true, orName: false)
        if lexer.isAtNewline || lexer.isAtEnd || lexer.isAt(";") || lexer.isAt("}") { return nil }
        return try parseRightSide()
    }

    mutating func parseSecret() throws(Diagnostic) -> SecretStatement {
        _ = lexer.take(keyword: "secret")
        try skipBlank()
        let name = try parseName(for: .secret)
        try skipBlank()
        guard lexer.take("=") else { return SecretStatement(name: name, value: nil) }
        try skipBlank()
        return SecretStatement(name: name, value: try parseRightSide())
    }

    mutating func parseAssertion() throws(Diagnostic) -> Assertion {
        _ = lexer.take(keyword: "assert")
        let condition = try parseCondition(of: .assert)
        try skipBlank()
        if lexer.isAtEndOfArguments { return Assertion(condition: condition, message: nil) }
        return Assertion(condition: condition, message: try parseWord())
    }
}
