// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
package import LocalFunctions

/// Values for functions' environment variables in SAM's form: an object by function, in which `Parameters` is for all
/// of them. Its values may be secrets: they're never shown.
package struct EnvironmentOverrides: Sendable, Hashable {
    private var byFunction: [String: [String: String]]

    private static let everyFunction = "Parameters"

    package enum Fault: Error, Sendable, Hashable {
        case notAnObject
        /// A member of the object isn't an object itself.
        case notVariables(of: String)
    }

    package init(_ value: JSONValue) throws(Fault) {
        guard let members = value.object else { throw .notAnObject }
        byFunction = [:]
        for (name, value) in members {
            guard let variables = value.object else { throw .notVariables(of: name) }
            byFunction[name] = Dictionary(variables.map { ($0.key, Self.text(of: $0.value)) }) { _, last in last }
        }
    }

    /// As SAM: what isn't a text, a number or a boolean is empty.
    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .number, .bool: value.description
        case .null, .array, .object: ""
        }
    }

    /// Sets the variables that the function's settings already have; a function without any, for example of a folder,
    /// gets all that are listed under its name.
    ///
    /// - Returns: the variables that are listed under its name and not set, sorted.
    package func apply(to function: inout FunctionDefinition, declaredOnly: Bool) -> [String] {
        var variables = byFunction[Self.everyFunction] ?? [:]
        // SAM looks for the logical ID first, and only takes one of them.
        let own = (function.otherNames + [function.name]).lazy.compactMap { byFunction[$0] }.first ?? [:]
        variables.merge(own) { $1 }
        let declared = function.settings.environment ?? []
        function.settings.environment = function.settings.environment?.map {
            .init(name: $0.name, value: variables[$0.name] ?? $0.value)
        }
        let names = Set(declared.map(\.name))
        let others = Set(own.keys).subtracting(names).sorted()
        guard !declaredOnly else { return others }
        let added = others.map { FunctionSettings.EnvironmentVariable(name: $0, value: variables[$0] ?? "") }
        if !added.isEmpty { function.settings.environment = declared + added }
        return []
    }
}

extension EnvironmentOverrides.Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAnObject: "it must be an object, for example {\"Parameters\": {\"STAGE\": \"dev\"}}"
        case .notVariables(let name): "\(name) must be an object of variables and their values"
        }
    }
}
