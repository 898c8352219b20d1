// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension UsageFault {
    var message: String {
        switch self {
        case .unknownCommand(let name, _, _, _): "unknown command `\(name)`"
        case .givesNoValue(let name): "`\(name)` doesn't return a value"
        case .definitionNamedAsCommand(let name): "`\(name)` is already the name of a command"
        case .foreignWord(let word, _): "`\(word)` isn't a lamsh command"
        case .foreignProgram(let program, _): "`\(program)` isn't a lamsh command"
        case .parentheses: "commands are written without parentheses"
        case .arithmetic: "expressions go inside `<< >>`"
        case .joinedTexts: "texts aren't joined with `+`"
        case .declarationWord(let word): "`\(word)` works, but `NAME = VALUE` is enough"
        case .unknownOption(let option, let command, _): "`\(command)` has no option `\(option)`"
        case .repeatedOption(let option): "`\(option)` is used twice"
        case .optionWithoutValue(let option): "`\(option)` needs a value"
        case .flagWithValue(let option): "`\(option)` doesn't take a value"
        case .missingOperands(let command, let names): "`\(command)` needs \(names.codeList("and"))"
        case .surplusOperand(let command, _, _): "too many arguments for `\(command)`"
        case .unknownSubcommand(let word, let command, _, _): "`\(command)` has no `\(word)`"
        case .computedSubcommand(let command, _): "the word after `\(command)` can't be interpolated"
        case .unsuitable(let parameter, let problem): problem.message(for: parameter)
        case .templateAsText(let parameter): "`\(parameter)` takes text, not JSON"
        case .namedTemplate(let name): "`\(name)=` can't be followed by JSON here"
        case .missingFileName: "a file name is missing after `@`"
        case .bareWordAsValue(let word, let parameter, _, _): "`\(parameter)` needs a value; `\(word)` has no quotes"
        case .piecesAsValue(let parameter, _): "`\(parameter)` needs one value, but this word has several parts"
        case .foreignConstant(let word, _): "`\(word)` isn't a JSON value"
        case .quotedBodyWithInterpolation: "quoted JSON with `<< >>` inside would be sent as text"
        case .quotedBody: "the quotes around the JSON aren't needed"
        case .almostJSON(let problem, _): "this is sent as text because it isn't valid JSON: \(problem)"
        case .fileURLAsText(let file): "this sends the text itself, not the file `\(file)`"
        case .dollarVariable(let name): "`$\(name)` is printed literally"
        case .dollarInText(let name): "`$\(name)` isn't replaced in a text"
        case .pathAsText(let path): "`\(path)` is printed literally"
        case .curlyQuotes(let quote): "curly quotes are printed as part of the text (\(quote.name))"
        case .shortSecret(let minimum): "a secret must have at least \(minimum) characters"
        case .secretNotText(let kind): "a secret must be text, but this is \(kind)"
        case .unreadableScript(let problem): problem.message
        case .undefinedVariable(let name, _, let isBoundElsewhere, _):
            isBoundElsewhere ? "`\(name)` isn't set yet at this point" : "there's no variable `\(name)`"
        case .optionOfDefinition(let option, let name): "`\(name)` is a def, so it can't take the option `\(option)`"
        case .unknownArgument(let argument, let name, _): "`\(name)` has no parameter `\(argument)`"
        case .repeatedArgument(let argument, _): "`\(argument)` is passed twice"
        case .missingArguments(let name, let missing): "`\(name)` needs \(missing.codeList("and"))"
        case .surplusArgument(let name, let limit):
            limit == 0
                ? "`\(name)` takes no arguments" : "`\(name)` takes at most \(limit) argument\(limit == 1 ? "" : "s")"
        }
    }

    var hint: String? {
        switch self {
        case .unknownCommand(let name, let nearest, let isVariable, let onRight):
            UsageFault.hint(forCommand: name, nearest, isVariable, onRight)
        case .givesNoValue: "use it as a separate statement"
        case .definitionNamedAsCommand: "choose another name"
        case .foreignWord(_, .word(let ours)): "use `\(ours)` here"
        case .foreignWord(_, .advice(let advice)): advice
        case .foreignProgram(_, let line?): "write `\(SyntaxFault.excerpt(line, limit: 400))`"
        case .foreignProgram(let program, nil): "to run the program itself, put `!` before it: `!\(program) …`"
        case .parentheses(let name, true): "write `\(name)`"
        case .parentheses(let name, false): "write the arguments after a space: `\(name) …`"
        case .arithmetic(let expression): "write `<<\(SyntaxFault.excerpt(expression, limit: 400))>>`"
        case .joinedTexts: "write one text with the values inside it: `\"id-<<n>>\"`"
        case .declarationWord: nil
        case .unknownOption(_, let command, let advice):
            switch advice {
            case .none: UsageFault.help(on: command)
            case .nearest(let option): UsageFault.didYouMean(option)
            case .named(let option): "it's called `\(option)` here"
            case .operand(let name): "write it without an option: `\(command) \(name)`"
            case .other(let text): text
            }
        case .repeatedOption, .flagWithValue: nil
        case .optionWithoutValue(let option): "write `\(option) VALUE` or `\(option)=VALUE`"
        case .missingOperands(let command, _): UsageFault.help(on: command)
        case .surplusOperand(_, _, let file?): "to write the result to a file, put `>` before it: `> \(file)`"
        case .surplusOperand(let command, let option, nil):
            option.map { "if it's the body, put `\($0)` before it" } ?? UsageFault.help(on: command)
        case .unknownSubcommand(_, let command, let nearest, let known):
            UsageFault.didYouMean(nearest) ?? UsageFault.choices(known, of: command)
        case .computedSubcommand(let command, let known): UsageFault.choices(known, of: command)
        case .unsuitable(_, let problem): problem.hint
        case .templateAsText: "put text that begins with `{` or `[` in `'…'`"
        case .namedTemplate: "JSON can follow an option: `--body {…}`"
        case .missingFileName: "write `@FILE`, or `@-` for standard input"
        case .bareWordAsValue(let word, _, let isVariable, let file):
            UsageFault.hint(forBareWord: word, isVariable, file)
        case .piecesAsValue(_, true): "to send a file, write `@FILE`, for example `@<<folder>>/e.json`"
        case .piecesAsValue(_, false): "put all of it in one pair of quotes: `\"id-<<n>>\"`"
        case .foreignConstant(_, let constant): "write `\(constant)`"
        case .quotedBodyWithInterpolation: "remove the quotes: `--body {\"key\": <<value>>}`"
        case .quotedBody: "write the JSON without quotes: `--body {\"key\": 1}`"
        case .almostJSON(_, true): "remove the backslashes: nothing is escaped inside `'…'`"
        case .almostJSON: "remove the quotes around it to have the JSON checked"
        case .fileURLAsText(let file): "to send the file, write `@\(file)`"
        case .dollarVariable(let name): "to print the variable, write `<<\(name)>>`"
        case .dollarInText(let name): "to insert the variable, write `<<\(name)>>`"
        case .pathAsText(let path): "to print the value, write `<<\(path)>>`"
        case .curlyQuotes(let quote): "type `\(quote.replacement)`"
        case .shortSecret: "shorter text occurs too often in other output to be hidden"
        case .secretNotText: nil
        case .unreadableScript: nil
        case .undefinedVariable(let name, let nearest, let isBoundElsewhere, let dashed):
            isBoundElsewhere ? nil : dashed ?? UsageFault.hint(forVariable: name, nearest)
        case .optionOfDefinition(let option, _): "write `\(option.drop { $0 == "-" })=VALUE`"
        case .unknownArgument(_, _, let nearest): UsageFault.didYouMean(nearest)
        case .repeatedArgument, .missingArguments, .surplusArgument: nil
        }
    }

    /// What to do about a variable that doesn't exist.
    package static func hint(forVariable name: String, _ nearest: String?) -> String {
        if let constant = ForeignWords.constant(name) ?? (JSONFault.constants.contains(name) ? name : nil) {
            return "in an expression, put JSON in backticks: <<`\(constant)`>>"
        }
        return didYouMean(nearest) ?? "set it with `\(name) = …`; to write text, use quotes: `'\(name)'`"
    }

    private static func hint(forCommand name: String, _ nearest: String?, _ isVariable: Bool, _ onRight: Bool)
        -> String?
    {
        if isVariable {
            return onRight ? "to copy the variable, write `<<\(name)>>`" : "to print the variable, write `<<\(name)>>`"
        }
        if let known = didYouMean(nearest) { return known }
        return onRight ? "text needs quotes: `\"\(name)\"`" : "try `help`; to run a program, write `!\(name)`"
    }

    private static func hint(forBareWord word: String, _ isVariable: Bool, _ file: String?) -> String {
        if file == "-" { return "for standard input, write `@-`" }
        if let file { return "to send the file, write `@\(file)`; for text, use quotes: `\"\(word)\"`" }
        if isVariable { return "write `<<\(word)>>` for the variable, `\"\(word)\"` for text" }
        let text = "`\"\(word)\"`"
        let path = word.hasPrefix("@") ? String(word.dropFirst()) : word
        if FileReference.name(in: path) != nil, path != "-" {
            return "write \(text) for text; to read the file, write `NAME = load \(path)`, then `<<NAME>>`"
        }
        return Identifier.isPath(word) ? "write \(text) for text, `<<\(word)>>` for a variable" : "write \(text)"
    }

    private static func didYouMean(_ name: String?) -> String? { name.map { "did you mean `\($0)`?" } }

    /// The possible subcommands if they fit on a line.
    private static func choices(_ known: [String], of command: String) -> String {
        known.isEmpty || known.count > 20 ? help(on: command) : "use \(known.codeList("or"))"
    }

    private static func help(on command: String) -> String {
        command == CommandSignature.nameOfValues ? "try `help language`" : "try `help \(command)`"
    }
}

extension JSONFault {
    static let constants: Set<String> = ["true", "false", "null"]
}

extension UnsuitableArgument {
    /// What's wrong, for a parameter that's shown as `parameter`.
    package func message(for parameter: String) -> String {
        switch self {
        case .notAChoice(let text, let choices, _):
            "`\(parameter)` must be \(choices.codeList("or")), not `\(text)`"
        case .notAnInteger(let text): "`\(parameter)` must be a whole number, not `\(text)`"
        case .integerOutside(let range, let text):
            "`\(parameter)` must be \(UnsuitableArgument.limits(range)), not `\(text)`"
        case .notADuration(let text): "`\(text)` isn't a valid duration for `\(parameter)`"
        case .zeroDuration(let text): "`\(parameter)` must be longer than 0, not `\(text)`"
        case .notAVariable(let text): "`\(text)` isn't a valid variable name"
        }
    }

    package var hint: String? {
        switch self {
        case .notAChoice(_, _, let nearest): nearest.map { "did you mean `\($0)`?" }
        case .notAnInteger, .integerOutside: nil
        case .notADuration, .zeroDuration: "for example \(Duration.lamshSyntax)"
        case .notAVariable: Identifier.rule
        }
    }

    private static func limits(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == Int.max { return "at least \(range.lowerBound)" }
        return "between \(range.lowerBound) and \(range.upperBound)"
    }
}
