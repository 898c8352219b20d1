// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import LocalFunctions

/// The content of a `function.json`, which overrides the folder's conventions.
package enum FunctionFile {
    package static let name = "function.json"

    /// Uses AWS's member names. Unsupported members are refused, so that typos are noticed.
    package static func properties(parsing bytes: [UInt8]) throws(FunctionProblem) -> FunctionProperties {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw malformed("line \(error.line), column \(error.column): \(error.message)")
        }
        guard let members = value.object else { throw malformed("expected an object") }
        for name in members.keys where !FunctionProperties.allNames.contains(name) {
            let known = FunctionProperties.allNames.joined(separator: ", ")
            throw malformed("unknown member \(name) (known members: \(known))")
        }
        do {
            return try FunctionProperties(members)
        } catch {
            throw malformed(error.message)
        }
    }

    private static func malformed(_ reason: String) -> FunctionProblem {
        .malformedSettings(file: name, reason: reason)
    }
}
