// SPDX-License-Identifier: GPL-3.0-or-later

extension SyntaxFault {
    var message: String {
        switch self {
        case .notUTF8: "the text isn't valid UTF-8"
        case .unclosed(let construct): construct.unclosedMessage
        case .nestedTooDeep(let limit): "nested more than \(limit) levels deep"
        case .emptyExpression: "the expression between `<<` and `>>` is empty"
        case .nestedInterpolation: "`<<` can't be used inside `<< >>`"
        case .systemShell(let syntax): syntax.message
        case .unknownEscape(let text): "`\(text)` isn't a valid escape"
        case .loneSurrogate: "this is only half of a surrogate pair"
        case .json(let fault): fault.message
        case .bracketAsText(let bracket): "a word can't begin with `\(bracket)`"
        case .missingSpace(let text): "a space is missing before `\(text)`"
        case .missingSpaceAfterValue: "a space is missing after the value"
        case .missingSpaceAfterJSON: "a space is missing after the JSON"
        case .missingSpaceAfterOption(let option): "a space or `=` is missing after `\(option)`"
        case .lookAlike(let character):
            switch character.replacement {
            case "": "there's an invisible character here (\(character.name))"
            case " ": "this isn't an ordinary space (\(character.name))"
            case let ascii: "this looks like `\(ascii)` but isn't (\(character.name))"
            }
        case .pastedPrompt(let prompt): "`\(prompt)` is a prompt, not part of the command"
        case .foreignContinuation("\\"): "whitespace after `\\` keeps it from joining the lines"
        case .foreignContinuation("`"): "a backtick doesn't join two lines here"
        case .foreignContinuation(let mark): "`\(mark)` doesn't join two lines here"
        case .foreignComment(let mark): "comments don't begin with `\(mark)`"
        case .colonEquals: "`:=` works, but `=` is enough"
        case .bracketedKey: "members are usually written with a dot"
        case .expected(let expectation, let found): expectation.message(found: found)
        case .blockOnNextLine(let keyword): "the `{` must be on the same line as `\(keyword.rawValue)`"
        case .strayBracket(let bracket): "this `\(bracket)` doesn't close anything"
        case .notAStatement(let text): "a statement can't begin with `\(SyntaxFault.excerpt(text))`"
        case .notARightSide(let text): "`\(SyntaxFault.excerpt(text))` isn't a value or a command"
        case .comparisonOutside: "comparisons go inside `<< >>`"
        case .compoundAssignment(_, let sign): "`\(sign)` isn't supported"
        case .afterStatement(let text): "unexpected `\(SyntaxFault.excerpt(text))` after the end of the statement"
        case .afterRedirect: "nothing can follow `> FILE`"
        case .tailAfterBlock: "a block can't be followed by `|` or `>`"
        case .redirectOfAssignment: "a value that's assigned or returned can't be redirected with `>`"
        case .historyExpansion: "history expansion isn't supported"
        case .interpolationInShell: "`<< >>` doesn't work after `!`"
        case .emptyShellLine: "a command is missing after `!`"
        case .readOnlyName(let name): "`\(name)` can't be assigned: lamsh sets it"
        case .repeatedName(let name): "`\(name)` is used twice here"
        case .keywordAsName(let name): "`\(name)` is a keyword"
        case .repeatedDefinition(let name): "`\(name)` is defined twice"
        case .repeatedTest(let name): "there's already a test called `\(name)`"
        case .memberNeedsQuotes(let name): "`\(name)` needs quotes as a member name"
        case .dashInName(let name): "`\(name)` isn't a valid variable name"
        case .notAnIndex(let text): "`\(text)` isn't a valid index"
        case .underscoreTakesCommand: "only the result of a command can be assigned to `_`"
        case .testNameNotLiteral: "the name of a test can't contain `<< >>`"
        case .strayKeyword(let keyword, _): "`\(keyword.rawValue)` without `\(keyword == .else ? "if" : "try")`"
        case .tryAlone: "`try` without `catch` or `finally`"
        case .onlyAtTop(let keyword): "`\(keyword.rawValue)` isn't allowed inside a block"
        case .outsideLoop(let keyword): "`\(keyword.rawValue)` outside a loop"
        case .returnOutside: "there's nothing to return from here"
        case .inParallel(let name): "`\(name)` isn't allowed in the body of a parallel loop"
        }
    }

    var hint: String? {
        switch self {
        case .notUTF8: "save the file as UTF-8"
        case .unclosed(let construct): construct.unclosedHint
        case .nestedTooDeep: "move the inner part into a `def` or a variable"
        case .nestedInterpolation: "inside `<< >>`, a variable is just its name: `<<order.lines[0]>>`"
        case .emptyExpression: "to write `<<` itself, write `\\<<`"
        case .systemShell(let syntax): syntax.hint
        case .unknownEscape:
            "escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t`, `\\uXXXX`, `\\<<`; nothing is special in `'…'`"
        case .loneSurrogate: "write both halves: `\\ud83d\\ude00`"
        case .json(let fault): fault.hint
        case .bracketAsText(let bracket): "put text that contains `\(bracket)` in quotes"
        case .missingSpace: "if it's part of the text, put the word in quotes"
        case .missingSpaceAfterValue: "put text with several parts in one pair of quotes: `\"id-<<n>>\"`"
        case .missingSpaceAfterJSON: "put a word that begins with `[` or `{`, such as an expression, in `'…'`"
        case .missingSpaceAfterOption: nil
        case .lookAlike(let character):
            switch character.replacement {
            case "": "delete it"
            case " ": "type a space"
            case let ascii: "type `\(ascii)`"
            }
        case .pastedPrompt: "leave it out"
        case .foreignContinuation("\\"): "remove it"
        case .foreignContinuation: "end the line with `\\`"
        case .foreignComment: "comments begin with `#`"
        case .colonEquals: nil
        case .bracketedKey(let key): "for example `NAME.\"\(key)\"`"
        case .expected(let expectation, _): expectation.hint
        case .blockOnNextLine(let keyword): "write `\(keyword.rawValue) … {`, and `}` on a line of its own"
        case .strayBracket(let bracket): "if it's text, write `\"\(bracket)\"`"
        case .notAStatement(let text): SyntaxFault.hint(forStatement: text)
        case .notARightSide(let text):
            Identifier.isPath(text)
                ? "write `\"\(text)\"` for text, `<<\(text)>>` for a variable"
                : SyntaxFault.hint(forDollar: text) ?? SyntaxFault.hint(forText: text)
        case .comparisonOutside: "for example `if <<count > 5>> { … }`"
        case .compoundAssignment(let name, let sign): "write `\(name) = <<\(name) \(sign.dropLast()) …>>`"
        case .afterStatement(let text):
            SyntaxFault.operators.contains(text)
                ? "expressions go inside `<< >>`, for example `total = <<a \(text) b>>`"
                : "separate statements with a newline or `;`"
        case .afterRedirect: "to send output through a program and save it, write `COMMAND | program > FILE`"
        case .tailAfterBlock: "put it after the commands inside the block"
        case .redirectOfAssignment: "save the variable afterwards: `save <<name>> FILE`"
        case .historyExpansion: "press Up, or use `history`"
        case .interpolationInShell: "pipe the value instead: `print <<value>> | program`"
        case .emptyShellLine: "for example `!ls -l`"
        case .readOnlyName: "choose another name"
        case .repeatedName, .keywordAsName: "choose another name"
        case .repeatedDefinition, .repeatedTest: "names must be unique in a file"
        case .memberNeedsQuotes(let name): "write `.\"\(name)\"`"
        case .dashInName(let name):
            "names have letters, digits and `_`: write `\(name.replacing("-", with: "_")) = …`"
        case .notAnIndex(let text): "write `[0]`, `[-1]`, `[<<n>>]` or `.\"\(text)\"`"
        case .underscoreTakesCommand: "`_ = COMMAND` runs it without printing its value"
        case .testNameNotLiteral: "reports and `--filter` need a fixed name"
        case .strayKeyword(let keyword, .prompt): "at the prompt, put `\(keyword.rawValue)` on the same line as the `}`"
        case .strayKeyword: nil
        case .tryAlone(.prompt): "at the prompt, put `catch` or `finally` on the same line as the `}`"
        case .tryAlone(.text): "write `try { … } catch err { … }`"
        case .onlyAtTop: "move it out of the block"
        case .outsideLoop: "use it inside `for` or `while`"
        case .returnOutside: "`return` works in a `def` and at the top level of a file"
        case .inParallel: "the bodies run at the same time; do it before or after the loop"
        }
    }

    /// The operators between the operands of an expression.
    static let operators: Set<String> = ["+", "-", "*", "/", "%", "==", "!=", "<=", ">=", "&&", "||", "?"]

    private static func hint(forStatement text: String) -> String? {
        if text.contains("&&") { return SystemShellSyntax.and.hint }
        if ["true", "false", "null"].contains(text) { return "to print it, write `print \(text)`" }
        let name = text.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        if Identifier.isVariable(name.utf8) {
            let rest = text.dropFirst(name.count)
            if rest.hasPrefix("(") {
                return "write a command's arguments after a space, without parentheses; call functions inside `<< >>`"
            }
            if rest.contains("(") { return "functions are called inside `<< >>`, for example `<<length(items)>>`" }
            if rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[") {
                return "to print a value, write `<<\(text)>>`"
            }
        }
        if let hint = hint(forDollar: text) { return hint }
        if text.hasPrefix("-") { return "to continue a command on the next line, end the line with `\\`" }
        if text.hasPrefix("/") || text.hasPrefix("./") {
            return "to run a program, write `!\(text)`; to run a script, write `source \(text)`"
        }
        if text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
            return "to print a value, write `<<\(text)>>`"
        }
        return "a statement begins with a command, `NAME =`, a value or a keyword; try `help`"
    }

    /// The hint for `text` that may be text, or a call or a member without its `<< >>`.
    private static func hint(forText text: String) -> String {
        let name = text.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        let rest = text.dropFirst(name.count)
        if Identifier.isVariable(name.utf8), rest.hasPrefix("(") || rest.hasPrefix("[") {
            return "expressions go inside `<< >>`, for example `total = <<length(items)>>`"
        }
        if text.contains("\"") || text.contains("'") { return "put the whole text in one pair of quotes" }
        return "text needs quotes: `\"\(excerpt(text))\"`"
    }

    /// The hint for `$name` and `${name}`.
    private static func hint(forDollar text: String) -> String? {
        guard text.hasPrefix("$") else { return nil }
        let name = text.dropFirst().prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !name.isEmpty else { return "to use a variable, write `<<NAME>>`" }
        return "variables have no `$`: read it with `<<\(name)>>`, set it with `\(name) = …`"
    }

    /// The text, shortened to `limit` characters if it's longer.
    static func excerpt(_ text: String, limit: Int = 40) -> String {
        text.utf8.count > limit && text.count > limit ? text.prefix(limit - 1) + "…" : text
    }
}
