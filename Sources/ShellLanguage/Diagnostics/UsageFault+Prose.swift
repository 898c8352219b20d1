// SPDX-License-Identifier: GPL-3.0-or-later

extension UsageFault {
    var message: String {
        switch self {
        case .unknownCommand(let name, _, _, _): "unknown command `\(name)`"
        case .givesNoValue(let name): "`\(name)` gives no value"
        case .definitionNamedAsCommand(let name): "`\(name)` is the name of a command"
        case .unknownOption(let option, let command, _): "`\(command)` has no option `\(option)`"
        case .repeatedOption(let option): "`\(option)` is given twice"
        case .optionWithoutValue(let option): "`\(option)` needs a value"
        case .flagWithValue(let option): "`\(option)` takes no value"
        case .missingOperands(let command, let names): "`\(command)` needs \(names.codeList("and"))"
        case .surplusOperand(let command, _): "`\(command)` takes no further argument"
        case .unknownSubcommand(let word, let command, _, _): "`\(command)` has no `\(word)`"
        case .computedSubcommand(let command, _): "what `\(command)` does is written out, not interpolated"
        case .unsuitable(let parameter, let problem): problem.message(for: parameter)
        case .templateAsText(let parameter): "`\(parameter)` takes text, no JSON"
        case .namedTemplate(let name): "`\(name)=` takes no JSON here"
        case .missingFileName: "a file name is missing after `@`"
        case .bareWordAsValue(let word, let parameter, _): "`\(parameter)` takes a value, and `\(word)` is a bare word"
        case .piecesAsValue(let parameter): "`\(parameter)` takes one value, and this word has several pieces"
        case .quotedBodyWithInterpolation: "quoted JSON with `<< >>` inside would be sent as text"
        case .quotedBody: "the quotes around the JSON are not needed"
        case .shortSecret(let minimum): "a secret has at least \(minimum) characters"
        case .secretNotText(let kind): "a secret is text, and this is \(kind)"
        case .unreadableScript(let problem): problem.message
        case .undefinedVariable(let name, _, let isBoundElsewhere):
            isBoundElsewhere ? "no path gives `\(name)` a value before this" : "there is no variable `\(name)`"
        case .optionOfDefinition(let option, let name): "`\(name)` is a def and has no option `\(option)`"
        case .unknownArgument(let argument, let name, _): "`\(name)` has no parameter `\(argument)`"
        case .repeatedArgument(let argument, _): "`\(argument)` is given twice"
        case .missingArguments(let name, let missing): "`\(name)` needs \(missing.codeList("and"))"
        case .surplusArgument(let name, let limit):
            limit == 0
                ? "`\(name)` takes no arguments" : "`\(name)` takes \(limit) argument\(limit == 1 ? "" : "s") at most"
        }
    }

    var hint: String? {
        switch self {
        case .unknownCommand(let name, let nearest, let isVariable, let onRight):
            UsageFault.hint(forCommand: name, nearest, isVariable, onRight)
        case .givesNoValue: "run it as a statement of its own"
        case .definitionNamedAsCommand: "choose another name"
        case .unknownOption(_, let command, let nearest): UsageFault.didYouMean(nearest) ?? UsageFault.help(on: command)
        case .repeatedOption, .flagWithValue: nil
        case .optionWithoutValue(let option): "write `\(option) VALUE` or `\(option)=VALUE`"
        case .missingOperands(let command, _): UsageFault.help(on: command)
        case .surplusOperand(let command, let option):
            option.map { "write `\($0)` before it" } ?? UsageFault.help(on: command)
        case .unknownSubcommand(_, let command, let nearest, let known):
            UsageFault.didYouMean(nearest) ?? UsageFault.choices(known, of: command)
        case .computedSubcommand(let command, let known): UsageFault.choices(known, of: command)
        case .unsuitable(_, let problem): problem.hint
        case .templateAsText: "text that begins with `{` or `[` goes in `'…'`"
        case .namedTemplate: "JSON follows an option after a space or `=`: `--body {…}`"
        case .missingFileName: "write `@FILE`, or `@-` for standard input"
        case .bareWordAsValue(let word, _, let isVariable): UsageFault.hint(forBareWord: word, isVariable)
        case .piecesAsValue: "put all of it in one pair of quotes: `\"id-<<n>>\"`"
        case .quotedBodyWithInterpolation: "drop the quotes: `--body {\"key\": <<value>>}`"
        case .quotedBody: "write it as it is: `--body {\"key\": 1}`"
        case .shortSecret: "what is shorter stands in too much other text to be hidden"
        case .secretNotText: nil
        case .unreadableScript: nil
        case .undefinedVariable(let name, let nearest, let isBoundElsewhere):
            isBoundElsewhere ? nil : UsageFault.hint(forVariable: name, nearest)
        case .optionOfDefinition(let option, _): "write `\(option.drop { $0 == "-" })=VALUE`"
        case .unknownArgument(_, _, let nearest): UsageFault.didYouMean(nearest)
        case .repeatedArgument, .missingArguments, .surplusArgument: nil
        }
    }

    /// What to do about a variable that there is not.
    package static func hint(forVariable name: String, _ nearest: String?) -> String {
        guard !["true", "false", "null"].contains(name) else {
            return "in an expression JSON stands in backticks: <<`\(name)`>>"
        }
        return didYouMean(nearest) ?? "make it with `\(name) = …`; text is written `'\(name)'`"
    }

    private static func hint(forCommand name: String, _ nearest: String?, _ isVariable: Bool, _ onRight: Bool)
        -> String?
    {
        if isVariable {
            return onRight ? "to copy the variable, write `<<\(name)>>`" : "to print the variable, write `<<\(name)>>`"
        }
        if let known = didYouMean(nearest) { return known }
        return onRight ? "text is quoted: `\"\(name)\"`" : "try `help`; a program of the system is run with `!\(name)`"
    }

    private static func hint(forBareWord word: String, _ isVariable: Bool) -> String {
        if isVariable { return "write `<<\(word)>>` for the variable, `\"\(word)\"` for text" }
        let text = "`\"\(word)\"`"
        return Identifier.isPath(word) ? "write \(text) for text, `<<\(word)>>` for a variable" : "write \(text)"
    }

    private static func didYouMean(_ name: String?) -> String? { name.map { "did you mean `\($0)`?" } }

    /// What a subcommand may be, where that fits a line.
    private static func choices(_ known: [String], of command: String) -> String {
        known.isEmpty || known.count > 20 ? help(on: command) : "it may be \(known.codeList("or"))"
    }

    private static func help(on command: String) -> String { "try `help \(command)`" }
}

extension UnsuitableArgument {
    /// What is wrong, for the parameter that is shown as `parameter`.
    package func message(for parameter: String) -> String {
        switch self {
        case .notAChoice(let text, let choices, _):
            "`\(parameter)` is \(choices.codeList("or")), not `\(text)`"
        case .notAnInteger(let text): "`\(parameter)` is a whole number, not `\(text)`"
        case .integerOutside(let range, let text): "`\(parameter)` \(UnsuitableArgument.limits(range)), not `\(text)`"
        case .notADuration(let text): "`\(parameter)` is a duration, not `\(text)`"
        case .notAVariable(let text): "`\(text)` is no variable's name"
        }
    }

    package var hint: String? {
        switch self {
        case .notAChoice(_, _, let nearest): nearest.map { "did you mean `\($0)`?" }
        case .notAnInteger, .integerOutside: nil
        case .notADuration: "durations are `500ms`, `2s`, `10m` or `1h`; a bare number means seconds"
        case .notAVariable: "letters, digits and `_`, not beginning with a digit"
        }
    }

    private static func limits(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == Int.max { return "is at least \(range.lowerBound)" }
        return "is \(range.lowerBound) to \(range.upperBound)"
    }
}
