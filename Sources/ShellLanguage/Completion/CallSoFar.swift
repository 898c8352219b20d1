// SPDX-License-Identifier: GPL-3.0-or-later

/// The call of a built-in command, up to the word that's being typed.
struct CallSoFar {
    private let given: LooseBinding
    /// The parameter of the next word: the option that still needs its value, or else the next operand.
    let parameter: Parameter?
    /// Whether the word at the cursor is the value of an option.
    let isOptionValue: Bool
    let allowsOptions: Bool

    /// - Parameter isOption: Whether the word at the cursor begins with a dash.
    init(_ signature: CommandSignature, _ call: PartialCall, isOption: Bool) {
        given = LooseBinding(signature, call.arguments)
        allowsOptions = call.takesOptions
        let waiting = call.option.map(given.option) ?? given.waiting
        parameter = waiting ?? (isOption && allowsOptions ? nil : given.nextOperand)
        isOptionValue = waiting != nil
    }

    var knownOptions: [Parameter] { given.knownOptions }

    var knownOperands: [Parameter] { given.knownOperands }

    var subcommand: CommandSignature.Subcommand? { given.subcommand }

    var subcommands: Subcommands { given.signature.subcommands }

    var commandName: String { given.signature.name }

    var subcommandName: String? { given.subcommand?.name }

    /// Whether the parameter takes the rows of a command that runs once for each.
    func isForRows(_ parameter: Parameter) -> Bool {
        guard case .repeats(let rows)? = given.signature.effect else { return false }
        return rows.source.name == parameter.name
    }

    /// The possible keys of an object in the argument at the cursor; `path` leads to the object.
    func members(at path: [String?]) -> [SubcommandEntry] {
        guard case .many(let catalogue) = subcommands, let subcommandName, let parameter else { return [] }
        return catalogue.members(of: subcommandName, in: parameter, at: path)
    }

    /// The options that can still be added.
    var freeOptions: [Parameter] {
        given.knownOptions.filter { option in
            option.isVariadic || !given.options.contains { $0.parameter.name == option.name }
        }
    }

    /// The literal texts of the operands; nil for operands that aren't literal text.
    var operands: [String?] { given.operands.map(\.literal) }

    /// The connection that the call is for; nil for the current one.
    var connection: String? { given.options.last { $0.parameter.kind == .connection }?.value?.literal }

    /// The function that the call names.
    var function: String? { given.function }

    /// Whether a subcommand is allowed at this position.
    var takesSubcommand: Bool { !isOptionValue && given.subcommand == nil && given.operands.isEmpty }
}
