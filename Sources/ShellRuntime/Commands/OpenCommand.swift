// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import JSON
import ShellLanguage

/// `open FN [--print]`
struct OpenCommand: BuiltinCommand {
    private static let prints = Parameter("print", .flag, help: "return the page's address, and don't open it")

    let signature = CommandSignature(
        "open", group: CommandGroup.functions, summary: "open a function's page in the AWS console",
        operands: [CommonParameters.function],
        options: [prints, CommonParameters.qualifier, CommonParameters.on],
        givesValue: true,
        examples: [
            .init("open create-order", "opens it in the browser"),
            .init("open create-order --qualifier prod --print", "the address of an alias's page"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let name = try arguments.text(required: CommonParameters.function)
        let qualifier = try arguments.text(CommonParameters.qualifier)
        let session = arguments.session
        guard let function = FunctionReference(parsing: name) else {
            throw .failed(.usage, "`\(name)` isn't a function's name or ARN")
        }
        if let qualifier, FunctionReference(parsing: "\(function.name):\(qualifier)") == nil {
            throw .failed(.usage, "`\(qualifier)` isn't a version or an alias")
        }
        if let qualifier, let own = function.qualifier, own != qualifier {
            throw .failed(.usage, "`\(name)` names `\(own)`, and `--qualifier` names `\(qualifier)`: use one of them")
        }
        let connection = try await session.connection(named: try arguments.text(CommonParameters.on))
        guard connection.opened.kind == .aws, let region = connection.opened.region else {
            throw .failed(.usage, "the embedded Lambda has no console; `describe \(name)` shows the function")
        }
        guard let address = ConsolePage.address(of: function, region: region, qualifier: qualifier) else {
            throw .failed(.usage, "the AWS console for \(function.region ?? region) isn't public")
        }
        if arguments.has(Self.prints) { return .value(.string(address), view: .text) }
        let isOpened = await session.host.openBrowser(address)
        session.console.notice(isOpened ? "opening \(address)" : "no browser was found; open \(address)")
        return .nothing
    }
}
