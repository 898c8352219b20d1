// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The content of a `function.json`: settings, and what overrides the conventions of the folder.
package struct FunctionFile: Sendable, Hashable {
    package static let name = "function.json"

    package var handler: String?
    package var runtime: String?
    package var settings = FunctionSettings()
}

extension FunctionFile {
    /// Reads AWS's member names; members that mean nothing here are refused, so that a typing mistake is seen.
    package init(parsing bytes: [UInt8]) throws(FunctionProblem) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw Self.malformed("line \(error.line), column \(error.column): \(error.message)")
        }
        guard let members = value.object else { throw Self.malformed("an object was expected") }
        for (name, value) in members { try read(name, value) }
    }

    private static func malformed(_ reason: String) -> FunctionProblem {
        .malformedSettings(file: name, reason: reason)
    }

    private mutating func read(_ name: String, _ value: JSONValue) throws(FunctionProblem) {
        switch name {
        case "Handler": handler = try Self.text(name, value)
        case "Runtime": runtime = try Self.text(name, value)
        case "Description": settings.description = try Self.text(name, value)
        case "Timeout": settings.timeout = try Self.number(name, value, in: 1...900)
        case "MemorySize": settings.memorySize = try Self.number(name, value, in: 128...10_240)
        case "ReservedConcurrentExecutions":
            settings.reservedConcurrency = try Self.number(name, value, in: 0...1_000)
        case "Environment": settings.environment = try Self.environment(value)
        default:
            throw Self.malformed(
                "the member \(name) is not known (Handler, Runtime, Description, Timeout, MemorySize, Environment and "
                    + "ReservedConcurrentExecutions are)")
        }
    }

    private static func text(_ name: String, _ value: JSONValue) throws(FunctionProblem) -> String {
        guard let text = value.string else { throw malformed("\(name) must be a string") }
        return text
    }

    private static func number(
        _ name: String, _ value: JSONValue, in range: ClosedRange<Int>
    ) throws(FunctionProblem) -> Int {
        guard let number = value.int, range.contains(number) else {
            throw malformed("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func environment(
        _ value: JSONValue
    ) throws(FunctionProblem) -> [FunctionSettings.EnvironmentVariable] {
        guard let members = value.object, members.keys.allSatisfy({ $0 == "Variables" }),
            let variables = members["Variables"]?.object
        else { throw malformed("Environment must be an object with the member Variables") }
        var environment: [FunctionSettings.EnvironmentVariable] = []
        for (name, value) in variables {
            guard let text = value.string else { throw malformed("the variable \(name) must be a string") }
            guard isVariableName(name) else { throw malformed("\(name) is no name of an environment variable") }
            environment.append(.init(name: name, value: text))
        }
        return environment
    }

    /// The service model's constraint: `[a-zA-Z]([a-zA-Z0-9_])+`.
    private static func isVariableName(_ text: String) -> Bool {
        text.utf8.count > 1 && text.utf8.first?.isLetter == true
            && text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    }
}
