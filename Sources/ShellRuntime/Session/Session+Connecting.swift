// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import Lambda
import ShellLanguage
import Waiting

extension Session {
    /// The connection called `name`, or the current one. Before the first `connect`, opens one with the default
    /// credential chain and prints a notice.
    func connection(named name: String?) async throws(Stop) -> Connection {
        if let name {
            guard let connection = connections[name] else { throw .failed(unknownConnection(name)) }
            return connection
        }
        if let current = connections.current { return current }
        guard !connections.wasUsed else {
            throw .failed(
                .usage, "there's no current connection",
                hint: connections.all.isEmpty ? "open one with `connect`" : "choose one with `use NAME`")
        }
        let opened: Result<Connection, Stop>
        do throws(CancellationError) {
            opened = try await defaultOpening.value { await self.openDefault() }
        } catch {
            throw .interrupted
        }
        return try opened.get()
    }

    private func openDefault() async -> Result<Connection, Stop> {
        do throws(Stop) {
            // Asking an instance without a role takes a while.
            let connection = try await withProgress("looking for credentials") { () async throws(Stop) in
                try await prepare(.aws(defaults), name: nil)
            }
            guard !Task.isCancelled else {
                await connection.service.shutdown()
                throw .interrupted
            }
            await adopt(connection)
            console.notice("connected with the default credentials: \(summary(of: connection))")
            return .success(connection)
        } catch {
            return .failure(error)
        }
    }

    /// Opens a connection without verifying it and without making it current.
    func prepare(_ target: ConnectionTarget, name: String?) async throws(Stop) -> Connection {
        let opened = try await open(target)
        for secret in opened.secrets { console.hide(secret) }
        return Connection(name: name ?? defaultName(of: target, opened), opened: opened, target: target)
    }

    /// Makes `connection` the current one, and closes one with the same name.
    func adopt(_ connection: Connection) async {
        if let replaced = connections.open(connection) { await replaced.service.shutdown() }
    }

    func defaultName(of target: ConnectionTarget, _ opened: OpenedConnection) -> String {
        switch target {
        case .local: "local"
        case .aws(let options): options.profile ?? opened.region ?? "aws"
        }
    }

    /// The connection's region and identity, without secrets.
    func summary(of connection: Connection) -> String {
        var text = connection.name
        if let region = connection.opened.region, region != connection.name { text += " in \(region)" }
        if let identity = connection.identity { text += " as \(identity)" }
        return text + " (\(connection.opened.credentialSource), \(connection.opened.endpoint))"
    }

    func unknownConnection(_ name: String) -> Failure {
        Failure(
            unknown: name, among: connections.all.map(\.name), "there's no connection `\(name)`",
            hint: "`connections` lists them; `connect --profile \(name)` opens one with a profile "
                + "from the AWS config files")
    }
}
