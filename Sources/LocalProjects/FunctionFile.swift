// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import LocalFunctions

/// The content of a `function.json`: what overrides the conventions of the folder.
package enum FunctionFile {
    package static let name = "function.json"

    /// Reads AWS's member names; members that mean nothing here are refused, so that a typing mistake is seen.
    package static func properties(parsing bytes: [UInt8]) throws(FunctionProblem) -> FunctionProperties {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw malformed("line \(error.line), column \(error.column): \(error.message)")
        }
        guard let members = value.object else { throw malformed("an object was expected") }
        for name in members.keys where !FunctionProperties.names.contains(name) {
            let known = FunctionProperties.names.joined(separator: ", ")
            throw malformed("the member \(name) is not known (these are: \(known))")
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
