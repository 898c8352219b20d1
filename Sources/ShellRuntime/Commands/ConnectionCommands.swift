// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `connections`
struct ConnectionsCommand: BuiltinCommand {
    let signature = CommandSignature(
        "connections", group: CommandGroup.connections, summary: "list the connections of this session",
        options: CommonParameters.result, givesValue: true,
        examples: [
            .init("connections", "a table; the current one is marked"),
            .init("all = connections", "the same as a value"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let connections = arguments.session.connections
        let rows = connections.all.map { connection -> JSONValue in
            guard case .object(var row) = connection.json else { return .null }
            row["current"] = .bool(connection.name == connections.currentName)
            return .object(row)
        }
        return .value(
            .array(rows), view: .table(columns: ["name", "current", "kind", "region", "endpoint", "identity"]))
    }
}

/// `use NAME`
struct UseCommand: BuiltinCommand {
    private static let name = Parameter(
        "NAME", .connection, .required, help: "name of the connection, as `connections` shows it")

    let signature = CommandSignature(
        "use", group: CommandGroup.connections, summary: "make another connection the current one",
        operands: [name], effect: .changesSession,
        examples: [
            .init("use local", "the embedded Lambda again"),
            .init("use eu-west-1", "a connection named after its region"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let name = try arguments.text(required: Self.name)
        guard let connection = session.connections[name] else { throw .failed(session.unknownConnection(name)) }
        session.connections.use(name)
        session.console.notice("using \(session.summary(of: connection))")
        return .nothing
    }
}

/// `disconnect [NAME]`
struct DisconnectCommand: BuiltinCommand {
    private static let name = Parameter(
        "NAME", .connection, help: "name of the connection; default: the current one")

    let signature = CommandSignature(
        "disconnect", group: CommandGroup.connections, summary: "close a connection",
        operands: [name], effect: .changesSession,
        examples: [
            .init("disconnect", "the current connection"),
            .init("disconnect local", "stops the embedded Lambda and its sandboxes"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        guard let name = try arguments.text(Self.name) ?? session.connections.currentName else {
            throw .failed(.usage, "there's no current connection")
        }
        guard let connection = session.connections.remove(name) else { throw .failed(session.unknownConnection(name)) }
        session.connections.wasUsed = true
        await connection.service.shutdown()
        session.console.notice("disconnected from `\(name)`")
        return .nothing
    }
}
