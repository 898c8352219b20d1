// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON
import ShellLanguage

/// `vars`
struct VarsCommand: BuiltinCommand {
    let signature = CommandSignature(
        "vars", group: CommandGroup.values, summary: "list the variables",
        options: CommonParameters.rows + CommonParameters.result,
        givesValue: true,
        examples: [
            .init("vars", "name, type, size and a preview"),
            .init("vars --query '[].name'", "their names"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let scope = arguments.interpreter.scope
        let rows = scope.names.compactMap { name in
            scope[name].map { row(name, ValueSummary($0, console: arguments.console)) }
        }
        return .value(.array(rows), view: .table(columns: ["name", "type", "size", "preview"]))
    }

    private func row(_ name: String, _ summary: ValueSummary) -> JSONValue {
        ["name": .string(name), "type": summary.type, "size": summary.size, "preview": summary.preview]
    }
}

/// `unset NAME…`
struct UnsetCommand: BuiltinCommand {
    private static let name = Parameter("NAME", .variable, .variadic(minimum: 1), help: "a variable")

    let signature = CommandSignature(
        "unset", group: CommandGroup.values, summary: "remove variables",
        operands: [name], effect: .unsets(name),
        examples: [.init("unset order", "one variable"), .init("unset order line", "two")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let scope = arguments.interpreter.scope
        let names = try arguments.texts(Self.name)
        if let unknown = names.first(where: { scope[$0] == nil }) {
            throw .failed(Failure(unknown: unknown, among: scope.names, "there's no variable `\(unknown)`"))
        }
        for name in names { scope[name] = nil }
        return .nothing
    }
}
