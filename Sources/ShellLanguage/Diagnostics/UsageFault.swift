// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a call does not suit what it calls.
package enum UsageFault: Sendable, Equatable {
    /// `isVariable`: a variable has that name.
    case unknownCommand(String, nearest: String?, isVariable: Bool, onRight: Bool)
    case givesNoValue(String)
    case definitionNamedAsCommand(String)

    // Built-in commands
    case unknownOption(String, of: String, nearest: String?)
    case repeatedOption(String)
    case optionWithoutValue(String)
    case flagWithValue(String)
    case missingOperands(of: String, [String])
    /// `option`: where the argument may have been meant to go.
    case surplusOperand(of: String, option: String?)
    case unknownSubcommand(String, of: String, nearest: String?, known: [String])
    case computedSubcommand(of: String, known: [String])
    case unsuitable(parameter: String, UnsuitableArgument)
    case templateAsText(parameter: String)
    case namedTemplate(String)
    case missingFileName

    // VALUEs
    case bareWordAsValue(String, parameter: String, isVariable: Bool)
    case piecesAsValue(parameter: String)
    case quotedBodyWithInterpolation
    /// A tip: the quotes around the JSON are not needed.
    case quotedBody
    case shortSecret(minimum: Int)
    case secretNotText(String)

    // Found by checking whole programs
    case unreadableScript(UnreadableScript)
    /// `isBoundElsewhere`: other places of its scope bind it.
    case undefinedVariable(String, nearest: String?, isBoundElsewhere: Bool)

    // Calls of a def
    case optionOfDefinition(String, of: String)
    case unknownArgument(String, of: String, nearest: String?)
    case repeatedArgument(String, of: String)
    case missingArguments(of: String, [String])
    case surplusArgument(of: String, limit: Int)
}
