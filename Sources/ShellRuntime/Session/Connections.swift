// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import Lambda

/// A named connection of the session.
package struct Connection: Sendable {
    package var name: String
    package var opened: OpenedConnection
    /// What it was opened for.
    var target: ConnectionTarget
    /// The caller's identity, as the service reports it.
    package var identity: String?
    /// Whether changes there need confirmation.
    package var isProtected = false

    package var service: any LambdaService { opened.service }

    /// Whether it's to the embedded Lambda with the sample functions.
    var hasSamples: Bool {
        guard case .local(let options) = target else { return false }
        return options.path == nil
    }

    /// The value of `connection`; never a secret.
    var json: JSONValue {
        func text(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }
        return [
            "name": .string(name),
            "kind": .string(opened.kind.rawValue),
            "region": text(opened.region),
            "endpoint": .string(opened.endpoint),
            "identity": text(identity),
        ]
    }
}

/// The open connections, one of them current.
package struct Connections {
    package private(set) var all: [Connection] = []
    package private(set) var currentName: String?

    /// Incremented whenever a connection is opened, replaced or removed, which makes cached names stale.
    package private(set) var generation = 0

    /// Whether `connect` was used: then the default chain is no longer tried automatically.
    package var wasUsed = false

    package var current: Connection? { currentName.flatMap { self[$0] } }

    package subscript(name: String) -> Connection? { all.first { $0.name == name } }

    /// Adds `connection` and makes it current. Returns the one with the same name that it replaces.
    mutating func open(_ connection: Connection) -> Connection? {
        let replaced = remove(connection.name)
        all.append(connection)
        generation += 1
        currentName = connection.name
        return replaced
    }

    mutating func replaceServices(_ replacement: (any LambdaService) -> any LambdaService) {
        for index in all.indices { all[index].opened.service = replacement(all[index].service) }
    }

    mutating func use(_ name: String) { currentName = name }

    /// Removes a connection. If none is current afterwards, commands that need one fail.
    mutating func remove(_ name: String) -> Connection? {
        guard let index = all.firstIndex(where: { $0.name == name }) else { return nil }
        if currentName == name { currentName = nil }
        generation += 1
        return all.remove(at: index)
    }
}
