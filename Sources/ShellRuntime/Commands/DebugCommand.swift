// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import ShellLanguage

/// `debug FN [--off]`
struct DebugCommand: BuiltinCommand {
    private static let function = Parameter(
        "FN", .functionName, .required, help: "name of a Python or Node.js function")
    private static let port = Parameter(
        "port", .integer(1...65_535), help: "port for the debugger; default: 5678, or 9229 for Node.js")
    private static let off = Parameter("off", .flag, help: "stop using the debugger")

    let signature = CommandSignature(
        "debug", group: CommandGroup.functions,
        summary: "run a local function under a debugger, without a timeout",
        operands: [function], options: [port, off, CommonParameters.on],
        examples: [
            .init("debug create-order", "the next invocation waits for a debugger (debugpy) on 127.0.0.1:5678"),
            .init("debug create-order --off", "stops using the debugger"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let function = try arguments.text(required: Self.function)
        let port = try arguments.integer(Self.port)
        let connection = try await session.connection(named: try arguments.text(CommonParameters.on))
        guard let debugging = connection.opened.debugging else {
            throw .failed(
                .usage, "only functions of the embedded Lambda can be debugged: use `connect local`",
                type: "NotLocal")
        }
        do throws(LambdaError) {
            if arguments.has(Self.off) {
                try await debugging.endDebugging(function)
                session.console.notice("`\(function)` runs without a debugger again")
            } else {
                let address = try await debugging.debug(function, port: port)
                session.console.notice(
                    "`\(function)` runs under a debugger from its next invocation; attach to "
                        + "\(address.host):\(address.port)")
            }
        } catch {
            throw Stop(error)
        }
        return .nothing
    }
}
