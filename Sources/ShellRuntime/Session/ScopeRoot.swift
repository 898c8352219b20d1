// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JMESPath
import JSON
import ShellLanguage

/// The root of every expression: the variables in scope, and those that the shell itself sets.
@SessionActor
struct ScopeRoot: ExpressionRoot {
    let scope: Scope
    let session: Session

    func value(_ name: String) -> Value? {
        // The names below are in no scope.
        if let value = scope[name] { return value }
        return switch name {
        case "_": scope.result
        case "last": scope.last.map { Value($0.json) }
        case "args": Value(.array(session.file.arguments.map(JSONValue.string)))
        case "connection": Value(session.connections.current?.json ?? .null)
        case "script": Value(session.file.json)
        default: session.results[name]
        }
    }

    /// Whether `value(name)` isn't nil, without copying it.
    func knows(_ name: String) -> Bool { scope.knows(name) || value(name) != nil }

    func member(_ name: String) -> JSONValue? { scope.json(name) ?? value(name)?.json }

    var object: JSONValue {
        var members = JSONObject()
        for name in scope.visibleNames.sorted() + ["_"] + ReadOnlyNames.all {
            if let value = member(name) { members[name] = value }
        }
        return .object(members)
    }
}
