// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a call isn't valid for the command or `def` that it calls.
package enum UsageFault: Sendable, Equatable {
    /// `isVariable`: a variable has that name.
    case unknownCommand(String, nearest: String?, isVariable: Bool, onRight: Bool)
    case givesNoValue(String)
    case definitionNamedAsCommand(String)

    // Habits from other tools
    case foreignWord(String, ForeignWord)
    /// Another program's command line, and the line that does the same in lamsh.
    case foreignProgram(String, line: String?)
    /// `name()`.
    case parentheses(String, isEmpty: Bool)
    /// An operator after a name on the right of `=`.
    case arithmetic(String)
    /// `'a' + x`.
    case joinedTexts
    /// A tip: words like `let` aren't needed.
    case declarationWord(String)

    // Built-in commands
    case unknownOption(String, of: String, OptionAdvice)
    case repeatedOption(String)
    case optionWithoutValue(String)
    case flagWithValue(String)
    case missingOperands(of: String, [String])
    /// `option`: the option that the argument may have been meant for; `file`: it names a file for the result.
    case surplusOperand(of: String, option: String?, file: String? = nil)
    case unknownSubcommand(String, of: String, nearest: String?, known: [String])
    case computedSubcommand(of: String, known: [String])
    case unsuitable(parameter: String, UnsuitableArgument)
    case templateAsText(parameter: String)
    case namedTemplate(String)
    case missingFileName

    // VALUEs
    /// `file`: the word names a file, and the parameter takes `@file`.
    case bareWordAsValue(String, parameter: String, isVariable: Bool, file: String?)
    case piecesAsValue(parameter: String, isFile: Bool)
    /// Another language's `true`, `false` or `null`, and JSON's spelling of it.
    case foreignConstant(String, String)
    case quotedBodyWithInterpolation
    /// A tip: the quotes around the JSON aren't needed.
    case quotedBody
    /// A warning: text that looks like JSON but isn't, with the reason.
    case almostJSON(String, hasEscapedQuotes: Bool)
    /// A warning: `file://NAME` in quotes is text.
    case fileURLAsText(String)
    /// A warning: `$name`, where there's such a variable.
    case dollarVariable(String)
    /// A warning: `"$name"` or `"${name}"`, where there's such a variable.
    case dollarInText(String)
    /// A warning: `order.id` is text, and there's a variable `order`.
    case pathAsText(String)
    /// A warning: curly quotes are part of the text.
    case curlyQuotes(LookAlike)
    case shortSecret(minimum: Int)
    case secretNotText(String)

    // Faults that are found by checking whole programs
    case unreadableScript(UnreadableScript)
    /// `isBoundElsewhere`: it's bound elsewhere in its scope. `dashed`: the hint if it's a part of a name with a dash.
    case undefinedVariable(String, nearest: String?, isBoundElsewhere: Bool, dashed: String?)

    // Calls of a def
    case optionOfDefinition(String, of: String)
    case unknownArgument(String, of: String, nearest: String?)
    case repeatedArgument(String, of: String)
    case missingArguments(of: String, [String])
    case surplusArgument(of: String, limit: Int)
}
