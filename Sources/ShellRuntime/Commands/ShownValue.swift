// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// A value that's a statement, with options: `<<order>> --output yaml`.
struct ShownValue: BuiltinCommand {
    private static let value = Parameter("VALUE", .value, .required, help: "the value to print")

    let signature = CommandSignature(
        CommandSignature.nameOfValues, group: CommandGroup.values, summary: "print a value",
        operands: [value], options: CommonParameters.result + CommonParameters.rows, givesValue: true)

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        CommandResult(value: try arguments.value(required: Self.value))
    }
}
