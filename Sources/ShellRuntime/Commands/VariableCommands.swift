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
            scope[name].map { row(name, $0, preview: arguments.console.redact($0.json.description)) }
        }
        return .value(.array(rows), view: .table(columns: ["name", "type", "size", "preview"]))
    }

    /// The size is the number of characters, elements or members.
    private func row(_ name: String, _ value: Value, preview text: String) -> JSONValue {
        let size: Int? =
            switch value.json {
            case .string(let text): text.unicodeScalars.count
            case .array(let elements): elements.count
            case .object(let members): members.count
            case .null, .bool, .number: nil
            }
        return [
            "name": .string(name),
            "type": .string(value.json.typeName),
            "size": value.isSecret ? .null : size.map { .number(JSONNumber($0)) } ?? .null,
            "preview": .string(value.isSecret ? "•••" : text.count > 60 ? "\(text.prefix(60))…" : text),
        ]
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
            throw .failed(
                .usage, "there's no variable `\(unknown)`",
                hint: Suggestion.nearest(to: unknown, among: scope.names).map { "did you mean `\($0)`?" })
        }
        for name in names { scope[name] = nil }
        return .nothing
    }
}
