// SPDX-License-Identifier: GPL-3.0-or-later

extension SyntaxFault {
    var message: String {
        switch self {
        case .notUTF8: "the text is not UTF-8"
        case .unclosed(let construct): construct.unclosedMessage
        case .nestedTooDeep(let limit): "nested deeper than \(limit) levels"
        case .emptyExpression: "the expression between `<<` and `>>` is empty"
        case .systemShell(let syntax): syntax.message
        case .unknownEscape(let text): "`\(text)` is no escape"
        case .loneSurrogate: "half of a surrogate pair"
        case .json(let fault): fault.message
        case .bracketAsText(let bracket): "a word cannot begin with `\(bracket)`"
        case .missingSpace(let text): "a space is missing before `\(text)`"
        case .missingSpaceAfterValue: "a space is missing after the value"
        case .missingSpaceAfterJSON: "a space is missing after the JSON"
        case .missingSpaceAfterOption(let option): "a space or `=` is missing after `\(option)`"
        case .expected(let expectation, let found): expectation.message(found: found)
        case .blockOnNextLine(let keyword): "the `{` of `\(keyword.rawValue)` stands on the line of its head"
        case .strayBracket(let bracket): "`\(bracket)` closes nothing"
        case .notAStatement(let text): "no statement begins with `\(SyntaxFault.excerpt(text))`"
        case .notARightSide(let text): "`\(SyntaxFault.excerpt(text))` is neither a value nor a command"
        case .comparisonOutside: "a comparison stands inside `<< >>`"
        case .compoundAssignment(_, let sign): "`\(sign)` is no operator of statements"
        case .afterStatement(let text): "the statement has ended before `\(SyntaxFault.excerpt(text))`"
        case .afterRedirect: "`> FILE` ends a statement"
        case .tailAfterBlock: "a block takes neither `|` nor `>`"
        case .redirectOfAssignment: "a value that is bound or returned takes no `>`"
        case .historyExpansion: "there is no history expansion"
        case .interpolationInShell: "`!` interpolates nothing"
        case .emptyShellLine: "a command is missing after `!`"
        case .readOnlyName(let name): "`\(name)` cannot be assigned: lamsh sets it"
        case .repeatedName(let name): "`\(name)` stands here twice"
        case .keywordAsName(let name): "`\(name)` is a word of the language"
        case .repeatedDefinition(let name): "`\(name)` is defined twice"
        case .repeatedTest(let name): "another test is called `\(name)`"
        case .memberNeedsQuotes(let name): "`\(name)` is no plain member name"
        case .notAnIndex(let text): "`\(text)` is no index"
        case .underscoreTakesCommand: "`_` takes a command alone"
        case .testNameNotLiteral: "the name of a test holds no `<< >>`"
        case .strayKeyword(let keyword, _): "`\(keyword.rawValue)` without `\(keyword == .else ? "if" : "try")`"
        case .tryAlone: "`try` without `catch` or `finally`"
        case .onlyAtTop(let keyword): "`\(keyword.rawValue)` stands outside blocks alone"
        case .outsideLoop(let keyword): "`\(keyword.rawValue)` outside a loop"
        case .returnOutside: "nothing to return from"
        case .inParallel(let name): "`\(name)` cannot stand in the body of a parallel loop"
        }
    }

    var hint: String? {
        switch self {
        case .notUTF8: "save the file as UTF-8"
        case .unclosed(let construct): construct.unclosedHint
        case .nestedTooDeep: "move the inner part into a `def` or a variable"
        case .emptyExpression: "to write `<<` itself, write `\\<<`"
        case .systemShell(let syntax): syntax.hint
        case .unknownEscape:
            "escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t`, `\\uXXXX`, `\\<<`; in `'…'` nothing is special"
        case .loneSurrogate: "write both halves: `\\ud83d\\ude00`"
        case .json(let fault): fault.hint
        case .bracketAsText(let bracket): "put text that holds `\(bracket)` in quotes"
        case .missingSpace: "as text, put the word in quotes"
        case .missingSpaceAfterValue: "text of several parts goes in one pair of quotes: `\"id-<<n>>\"`"
        case .missingSpaceAfterJSON: "a word that begins with `[` or `{`, as an expression may, goes in `'…'`"
        case .missingSpaceAfterOption: nil
        case .expected(let expectation, _): expectation.hint
        case .blockOnNextLine(let keyword): "write `\(keyword.rawValue) … {`, and `}` on a line of its own"
        case .strayBracket(let bracket): "as text, write `\"\(bracket)\"`"
        case .notAStatement(let text): SyntaxFault.hint(forStatement: text)
        case .notARightSide(let text):
            Identifier.isPath(text)
                ? "text is quoted: `\"\(text)\"`; a variable is written `<<\(text)>>`"
                : "text is quoted: `\"\(SyntaxFault.excerpt(text))\"`"
        case .comparisonOutside: "for example: `if <<count > 5>> { … }`"
        case .compoundAssignment(let name, let sign): "write `\(name) = <<\(name) \(sign.dropLast()) …>>`"
        case .afterStatement: "statements are separated by a newline or `;`"
        case .afterRedirect: "to feed a program and keep its output: `COMMAND | program > FILE`"
        case .tailAfterBlock: "put it after the commands inside the block"
        case .redirectOfAssignment: "write the variable afterwards: `save <<name>> FILE`"
        case .historyExpansion: "use the up arrow, or `history`"
        case .interpolationInShell: "pipe the value instead: `print <<value>> | program`"
        case .emptyShellLine: "for example: `!ls -l`"
        case .readOnlyName: "choose another name"
        case .repeatedName, .keywordAsName: "choose another name"
        case .repeatedDefinition, .repeatedTest: "names are unique in a file"
        case .memberNeedsQuotes(let name): "write `.\"\(name)\"`"
        case .notAnIndex(let text): "write `[0]`, `[-1]`, `[<<n>>]` or `.\"\(text)\"`"
        case .underscoreTakesCommand: "`_ = COMMAND` runs it without printing its value"
        case .testNameNotLiteral: "reports and `--filter` need a fixed name"
        case .strayKeyword(let keyword, .prompt): "at the prompt, `\(keyword.rawValue)` stands on the line of the `}`"
        case .strayKeyword: nil
        case .tryAlone(.prompt): "at the prompt, `catch` and `finally` stand on the line of the `}`"
        case .tryAlone(.text): "write `try { … } catch err { … }`"
        case .onlyAtTop: "move it out of the block"
        case .outsideLoop: "it belongs in `for` or `while`"
        case .returnOutside: "`return` stands in a `def`, or at the top level of a file"
        case .inParallel: "the bodies run side by side; do it before or after the loop"
        }
    }

    private static func hint(forStatement text: String) -> String? {
        if text.contains("&&") { return SystemShellSyntax.and.hint }
        if ["true", "false", "null"].contains(text) { return "to print it, write `print \(text)`" }
        let name = text.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        if Identifier.isVariable(name.utf8) {
            let rest = text.dropFirst(name.count)
            if rest.hasPrefix("(") {
                return "a command's arguments follow it without brackets; a function stands inside `<< >>`"
            }
            if rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[") {
                return "to print a value, write `<<\(text)>>`"
            }
        }
        if text.hasPrefix("$") {
            let name = text.dropFirst()
            return "variables are written without `$`: `<<\(name)>>` reads one, `\(name) = …` sets it"
        }
        if text.hasPrefix("/") || text.hasPrefix("./") {
            return "to run a program, write `!\(text)`; a script, `source \(text)`"
        }
        if text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
            return "to print a value, write `<<\(text)>>`"
        }
        return "a statement begins with a command, `NAME =`, a value or a keyword; try `help`"
    }

    /// The beginning of a text that may be long.
    static func excerpt(_ text: String) -> String {
        text.count > 40 ? text.prefix(39) + "…" : text
    }
}
