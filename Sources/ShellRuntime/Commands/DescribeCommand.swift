// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Lambda

/// `describe FN`
struct DescribeCommand: BuiltinCommand {
    let signature = CommandSignature(
        "describe", group: CommandGroup.functions,
        summary: "show configuration, code, tags and concurrency of a function",
        operands: [Parameter("FN", .functionName, .required, help: "name or ARN of the function")],
        options: [
            Parameter("qualifier", short: "q", .qualifier, help: "version or alias"), CommonOptions.on,
        ] + CommonOptions.result,
        givesValue: true,
        examples: [
            .init("describe create-order", "all that AWS tells of it"),
            .init("describe create-order --query Configuration.Timeout", "one member"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let function = try arguments.required("FN")
        let qualifier = try arguments.text("qualifier")
        let service = try await arguments.session.connection(named: try arguments.text("on")).service
        return try await arguments.withProgress("asking for \(function)") { _ throws(Stop) in
            do throws(LambdaError) {
                return .result(Value(try await service.describe(function: function, qualifier: qualifier)), view: .card)
            } catch {
                throw Stop(error)
            }
        }
    }
}
