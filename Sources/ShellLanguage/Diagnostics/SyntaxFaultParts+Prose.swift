// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension OpenConstruct {
    var unclosedMessage: String {
        switch self {
        case .block: "this `{` is never closed"
        case .object: "this `{` is never closed"
        case .array: "this `[` is never closed"
        case .parameters: "this `(` is never closed"
        case .interpolation: "this `<<` is never closed"
        case .singleQuote: "this `'` is never closed"
        case .doubleQuote: "this `\"` is never closed"
        case .textBlock: "this `\"\"\"` is never closed"
        case .pipe: "a program is missing after `|`"
        case .backslash: "there's nothing after the `\\` that joins two lines"
        }
    }

    var unclosedHint: String? {
        switch self {
        case .block, .object: "add `}`"
        case .array: "add `]`"
        case .parameters: "add `)`"
        case .interpolation: "add `>>`, outside the expression's own quotes; to write `<<` itself, write `\\<<`"
        case .singleQuote: "add `'`; put text with an apostrophe in `\"…\"`"
        case .doubleQuote: "add `\"`"
        case .textBlock: "add `\"\"\"`"
        case .pipe: "for example `list | jq length`"
        case .backslash: "remove it"
        }
    }
}

extension SystemShellSyntax {
    var message: String {
        switch self {
        case .and: "`&&` isn't supported"
        case .or: "`||` isn't supported"
        case .background: "`&` isn't supported"
        case .input: "`<` isn't supported"
        case .hereDocument(let word): "here-documents aren't supported (`<<\(word)`)"
        case .descriptor: "only standard output can be redirected"
        case .backquote: "backticks only work inside `<< >>`"
        case .substitution: "`$( )` isn't supported"
        case .apostrophe: "`'\\''` doesn't escape an apostrophe here"
        }
    }

    var hint: String {
        switch self {
        case .and:
            "put each command on its own line or separate them with `;`: a script stops at the first failure anyway"
        case .or: "write `try { … } catch { … }`; inside an expression, `<<a || b>>` works"
        case .background: "to run several at once, write `for x in <<items>> parallel 8 { … }`"
        case .input: "read a file with `--body @FILE` or `NAME = load FILE`"
        case .hereDocument:
            "write text with several lines as `\"\"\"…\"\"\"`; an expression needs `>>` on the same line"
        case .descriptor: "write `> FILE`; for anything else, use `!COMMAND` or `| sh -c '…'`"
        case .backquote: "to use a program's output, write `NAME = !COMMAND`; put text in quotes"
        case .apostrophe: "put text with an apostrophe in `\"…\"`"
        case .substitution: "to use a program's output, write `NAME = !COMMAND`, then `<<NAME>>`"
        }
    }
}

extension JSONFault {
    var message: String {
        switch self {
        case .trailingComma: "JSON doesn't allow a comma after the last element"
        case .missingComma(let closing): "a comma or `\(closing)` is missing"
        case .missingColon: "a `:` is missing after the key"
        case .keyNotQuoted(let found):
            found == "," ? "a key is missing before `,`" : "JSON keys need double quotes"
        case .singleQuote: "JSON strings need double quotes, not single quotes"
        case .comment: "JSON doesn't allow comments"
        case .textBlock: "JSON doesn't allow `\"\"\"`"
        case .newlineInString: "this string isn't closed on its line"
        case .controlCharacter(let byte):
            "control characters must be escaped in JSON strings (found \(JSONFault.name(of: byte)))"
        case .notAValue(let text):
            [",", "}", "]", ":"].contains(text) ? "a value is missing before `\(text)`" : "`\(text)` isn't a JSON value"
        }
    }

    var hint: String? {
        switch self {
        case .trailingComma: "remove the comma"
        case .missingComma, .missingColon: nil
        case .keyNotQuoted(let found): Identifier.isVariable(found.utf8) ? "write `\"\(found)\"`" : nil
        case .singleQuote: "write `\"…\"`"
        case .comment: "put the comment on a line before the statement"
        case .textBlock: "assign the text first, `NAME = \"\"\"…\"\"\"`, then use `<<NAME>>` in the JSON"
        case .newlineInString: "add `\"`; for a newline in the text, write `\\n`"
        case .controlCharacter(let byte): byte == 9 ? "write a tab as `\\t`" : "write it as `\\uXXXX`"
        case .notAValue(let text): JSONFault.hint(forValue: text)
        }
    }

    private static func hint(forValue text: String) -> String? {
        if Identifier.isPath(text) { return "write `\"\(text)\"` for text, `<<\(text)>>` for a variable" }
        return [",", "}", "]", ":"].contains(text)
            ? nil : "text needs quotes; put a word that begins with `[` or `{` in `'…'`"
    }

    private static func name(of byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        let codePoint = "U+" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        return byte == 9 ? "a tab, \(codePoint)" : codePoint
    }
}

extension Expectation {
    /// - Parameter found: the text that's there instead; empty at the end of a line.
    func message(found: String) -> String {
        let excerpt = SyntaxFault.excerpt(found)
        if found.isEmpty { return "\(phrase) is missing" }
        if case .positiveDuration(let name) = self { return "\(name) must be longer than 0, not `\(excerpt)`" }
        return isLiteral && found != "{" ? "`\(excerpt)` isn't \(phrase)" : "\(phrase) is missing before `\(excerpt)`"
    }

    var phrase: String {
        switch self {
        case .keyword(let keyword): "`\(keyword.rawValue)`"
        case .block(let keyword): "the `{` of `\(keyword.rawValue)`"
        case .condition(let keyword): "the condition of `\(keyword.rawValue)`"
        case .name(let role): "the name of \(role.rawValue)"
        case .memberName: "the name of a member"
        case .equalsSign: "`=`"
        case .closingIndex: "`]`"
        case .rightSide: "a value or a command"
        case .sequence: "`<<expr>>` or an array"
        case .count: "a whole number of at least 1"
        case .duration: "a valid duration"
        case .positiveDuration(let name): name
        case .factor: "a number of at least 1"
        case .watchOption: "an option of `watch` here"
        case .watchedStatement: "the statement to watch"
        case .parameters: "the `(` of the parameters"
        case .endOfParameters: "a comma or `)`"
        case .defaultValue: "a default value"
        case .testName: "the quoted name of the test"
        case .program: "a program"
        case .fileName: "a file name"
        }
    }

    /// Whether to read any text in its place as an attempt to write it.
    var isLiteral: Bool {
        switch self {
        case .sequence, .count, .duration, .positiveDuration, .factor, .watchOption: true
        case .keyword, .block, .condition, .name, .memberName, .equalsSign, .closingIndex, .rightSide, .parameters,
            .endOfParameters, .defaultValue, .testName, .program, .fileName, .watchedStatement:
            false
        }
    }

    var hint: String? {
        switch self {
        case .keyword(.in): "for example `for item in <<items>> { … }`"
        case .keyword(.every): "for example `retry 10 every 2s { … }`"
        case .keyword(.to): "for example `retry 10 every 1s backoff 2 up to 1m { … }`"
        case .keyword: nil
        case .block(.def): "for example `def ship(order) { … }`, with the `{` on the same line as `def`"
        case .block(let keyword): "put it on the same line as `\(keyword.rawValue)`"
        case .condition(.watch): "for example `watch 2s --until <<_.State == 'Active'>> describe echo`"
        case .condition(let keyword): "write the condition as one expression: `\(keyword.rawValue) <<count > 5>>`"
        case .name(.definition): "for example `def ship(order) { … }`"
        case .name: Identifier.rule
        case .memberName: "write `NAME.member` or `NAME.\"any key\"`"
        case .equalsSign: nil
        case .closingIndex: "write `[0]` or `[<<n>>]`"
        case .rightSide: "for example `x = 5`, `x = \"text\"`, `x = <<y>>`, `x = invoke echo`"
        case .sequence: "for example `for item in <<items>> { … }`, `for item in [1, 2] { … }`"
        case .count: "for example `parallel 20`, `retry 10 every 2s { … }`"
        case .duration, .positiveDuration: "for example \(Duration.lamshSyntax)"
        case .watchedStatement: "for example `watch 2s list --match order*`"
        case .watchOption: "the options are `--until <<…>>`, `--count N` and `--limit DURATION`"
        case .factor: "`backoff 2` doubles the pause each time"
        case .parameters: "for example `def ship(order, note = \"none\") { … }`"
        case .endOfParameters: nil
        case .defaultValue: "use a number, `true`, `false`, `null`, quoted text, JSON or `<<expr>>`"
        case .testName: "for example `test \"name\" { … }`"
        case .program: "for example `list | jq length`"
        case .fileName: "for example `list > functions.json`"
        }
    }
}
