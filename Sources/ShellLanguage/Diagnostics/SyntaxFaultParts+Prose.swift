// SPDX-License-Identifier: GPL-3.0-or-later

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
        case .backslash: "nothing follows the `\\` that joins two lines"
        }
    }

    var unclosedHint: String? {
        switch self {
        case .block, .object: "add `}`"
        case .array: "add `]`"
        case .parameters: "add `)`"
        case .interpolation: "add `>>`, outside the expression's own quotes; to write `<<` itself, write `\\<<`"
        case .singleQuote: "add `'`; an apostrophe in text goes in `\"…\"`"
        case .doubleQuote: "add `\"`"
        case .textBlock: "add `\"\"\"`"
        case .pipe: "for example: `list | jq length`"
        case .backslash: "remove it"
        }
    }
}

extension SystemShellSyntax {
    var message: String {
        switch self {
        case .and: "`&&` has no meaning here"
        case .or: "`||` has no meaning here"
        case .background: "`&` has no meaning here"
        case .input: "`<` has no meaning here"
        case .hereDocument(let word): "`<<\(word)` begins no here-document"
        case .descriptor: "only standard output can be written to a file"
        case .backquote: "a backquote stands inside `<< >>` alone"
        case .substitution: "`$( )` has no meaning here"
        }
    }

    var hint: String {
        switch self {
        case .and: "write `;` between statements: a script stops at the first failure anyway"
        case .or: "write `try { … } catch { … }`; inside an expression, `<<a || b>>`"
        case .background: "to run many at once: `for x in <<items>> parallel 8 { … }`"
        case .input: "read a file with `--body @FILE` or `NAME = load FILE`"
        case .hereDocument:
            "write text of several lines as `\"\"\"…\"\"\"`; an expression is closed by `>>` on its line"
        case .descriptor: "write `> FILE`; for more, `!COMMAND` or `| sh -c '…'`"
        case .backquote: "to use a program's output: `NAME = !COMMAND`; as text, put it in quotes"
        case .substitution: "to use a program's output: `NAME = !COMMAND`, then `<<NAME>>`"
        }
    }
}

extension JSONFault {
    var message: String {
        switch self {
        case .trailingComma: "JSON has no comma after the last element"
        case .missingComma(let closing): "a comma or `\(closing)` is missing"
        case .missingColon: "a `:` is missing after the key"
        case .keyNotQuoted(let found):
            found == "," ? "a key is missing before `,`" : "a key in JSON is a string in double quotes"
        case .singleQuote: "JSON strings stand in double quotes"
        case .comment: "JSON holds no comments"
        case .textBlock: "JSON holds no `\"\"\"`"
        case .newlineInString: "this string is not closed on its line"
        case .controlCharacter(let byte): "a JSON string holds no control character \(byte)"
        case .notAValue(let text):
            [",", "}", "]", ":"].contains(text) ? "a value is missing before `\(text)`" : "`\(text)` is no JSON value"
        }
    }

    var hint: String? {
        switch self {
        case .trailingComma: "remove the comma"
        case .missingComma, .missingColon: nil
        case .keyNotQuoted(let found): Identifier.isVariable(found.utf8) ? "write `\"\(found)\"`" : nil
        case .singleQuote: "write `\"…\"`"
        case .comment: "put the comment on a line before the statement"
        case .textBlock: "bind the text first: `NAME = \"\"\"…\"\"\"`, then `<<NAME>>` in the JSON"
        case .newlineInString: "add `\"`; a newline inside is written `\\n`"
        case .controlCharacter(let byte): byte == 9 ? "a tab is written `\\t`" : "write it as `\\uXXXX`"
        case .notAValue(let text): JSONFault.hint(forValue: text)
        }
    }

    private static func hint(forValue text: String) -> String? {
        if Identifier.isVariable(text.utf8) { return "write `\"\(text)\"` for text, `<<\(text)>>` for a variable" }
        return [",", "}", "]", ":"].contains(text)
            ? nil : "text is quoted; as a whole word that begins with `[` or `{`, put it in `'…'`"
    }
}

extension Expectation {
    /// `found` is what stands there instead; empty at the end of a line.
    func message(found: String) -> String {
        let excerpt = SyntaxFault.excerpt(found)
        if found.isEmpty { return "\(phrase) is missing" }
        return isLiteral && found != "{" ? "`\(excerpt)` is not \(phrase)" : "\(phrase) is missing before `\(excerpt)`"
    }

    var phrase: String {
        switch self {
        case .keyword(let keyword): "`\(keyword.rawValue)`"
        case .block(let keyword): "the `{` of `\(keyword.rawValue)`"
        case .condition(let keyword): "the condition of `\(keyword.rawValue)`"
        case .name(let role): "the name of \(role.rawValue)"
        case .memberName: "a member's name"
        case .equalsSign: "`=`"
        case .closingIndex: "`]`"
        case .rightSide: "a value or a command"
        case .sequence: "`<<expr>>` or an array"
        case .count: "a whole number from 1"
        case .duration: "a duration"
        case .factor: "a number from 1"
        case .parameters: "the `(` of the parameters"
        case .endOfParameters: "a comma or `)`"
        case .defaultValue: "a default value"
        case .testName: "the quoted name of the test"
        case .program: "a program"
        case .fileName: "a file name"
        }
    }

    /// Whether anything that stands in its place is an attempt at it.
    var isLiteral: Bool {
        switch self {
        case .sequence, .count, .duration, .factor: true
        case .keyword, .block, .condition, .name, .memberName, .equalsSign, .closingIndex, .rightSide, .parameters,
            .endOfParameters, .defaultValue, .testName, .program, .fileName:
            false
        }
    }

    var hint: String? {
        switch self {
        case .keyword(.in): "for example: `for item in <<items>> { … }`"
        case .keyword(.every): "for example: `retry 10 every 2s { … }`"
        case .keyword(.to): "for example: `retry 10 every 1s backoff 2 up to 1m { … }`"
        case .keyword: nil
        case .block: "it stands on the line of its head"
        case .condition(let keyword): "a condition is one expression: `\(keyword.rawValue) <<count > 5>>`"
        case .name(.definition): "for example: `def ship(order) { … }`"
        case .name: "letters, digits and `_`, not beginning with a digit"
        case .memberName: "write `NAME.member` or `NAME.\"any key\"`"
        case .equalsSign: nil
        case .closingIndex: "write `[0]` or `[<<n>>]`"
        case .rightSide: "for example: `x = 5`, `x = \"text\"`, `x = <<y>>`, `x = invoke echo`"
        case .sequence: "for example: `for item in <<items>> { … }`, `for item in [1, 2] { … }`"
        case .count: "for example: `parallel 20`, `retry 10 every 2s { … }`"
        case .duration: "`500ms`, `2s`, `10m` or `1h`"
        case .factor: "`backoff 2` doubles the pause each time"
        case .parameters: "for example: `def ship(order, note = \"none\") { … }`"
        case .endOfParameters: nil
        case .defaultValue: "a number, `true`, `false`, `null`, quoted text, JSON or `<<expr>>`"
        case .testName: "for example: `test \"name\" { … }`"
        case .program: "for example: `list | jq length`"
        case .fileName: "for example: `list > functions.json`"
        }
    }
}
