// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `render VALUE`, `render invoke …`
struct RenderCommand: BuiltinCommand {
    private static let value = Parameter("VALUE", .body, .required, help: "a VALUE, as for --body")

    private static let invoke: CommandSignature.Subcommand = {
        let invoke = InvokeCommand().signature
        return CommandSignature.Subcommand(
            invoke.name, summary: "show the function, type, qualifier and body of an invocation",
            operands: invoke.operands,
            options: invoke.options)
    }()

    let signature = CommandSignature(
        "render", group: CommandGroup.values, summary: "show what would be sent, without sending it",
        operands: [value], subcommands: [invoke], givesValue: true, effect: InvokeCommand().signature.effect,
        examples: [
            .init("render {\"at\": <<now()>>}", "the JSON of a body"),
            .init("render invoke echo --type event --body {\"n\": <<1 + 1>>}", "a whole request"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        guard arguments.subcommand == Self.invoke.name else {
            return CommandResult(value: try await arguments.body(required: Self.value))
        }
        if let rows = arguments.bound[EachOptions.each], arguments.has(CloudOptions.inCloud) {
            return try await CloudInvocation(arguments, try EachRun(arguments, rows: rows)).render()
        }
        let request = try await InvokeCommand.request(arguments)
        return .value([
            "function": .string(request.function),
            "type": .string(request.type.rawValue),
            "qualifier": request.qualifier.map(JSONValue.string) ?? .null,
            "body": request.payload.map { Value(payload: $0).json } ?? .null,
        ])
    }
}
