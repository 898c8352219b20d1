// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import Lambda

/// A named connection of the session.
package struct Connection: Sendable {
    package var name: String
    package var opened: OpenedConnection
    /// Who the service says is calling.
    package var identity: String?
    /// Whether what changes something there has to be confirmed.
    package var isProtected = false

    package var service: any LambdaService { opened.service }

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

/// The connections side by side, one of them current.
package struct Connections {
    package private(set) var all: [Connection] = []
    package private(set) var currentName: String?

    /// Grows whenever a connection is opened, replaced or taken out: what was learnt from one before may be wrong now.
    package private(set) var generation = 0

    /// `connect` was used: from then on the default chain is no longer tried by itself.
    package var wasUsed = false

    package var current: Connection? { currentName.flatMap { self[$0] } }

    package subscript(name: String) -> Connection? { all.first { $0.name == name } }

    /// Adds `connection` and makes it current; gives back the one of the same name that it replaces.
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

    /// Takes a connection out; without a current one afterwards, commands that need one fail.
    mutating func remove(_ name: String) -> Connection? {
        guard let index = all.firstIndex(where: { $0.name == name }) else { return nil }
        if currentName == name { currentName = nil }
        generation += 1
        return all.remove(at: index)
    }
}
