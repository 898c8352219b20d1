// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import JSON
package import LocalFunctions

/// Resolves the variables in the description of a Serverless project: `${self:custom.table}`,
/// `${opt:stage, 'dev'}`, `${env:NAME}`, `${file(./x.yml):a.b}`.
///
/// Sources: the documentation of the framework's variables, versions 3 and 4.
package struct ServerlessVariables {
    /// The content of a file that a variable names.
    package enum File: Sendable {
        case content(JSONValue)
        case missing
        /// It has to be run to be read.
        case program
    }

    /// A variable without a value.
    package struct Gap: Sendable, Hashable {
        package enum Reason: Sendable, Hashable {
            /// Only AWS or a plugin knows it.
            case unknownSource(String)
            case program(String)
            case noValue
        }

        /// As it's written, with its braces.
        package var variable: String
        package var reason: Reason

        package init(variable: String, reason: Reason) {
            self.variable = variable
            self.reason = reason
        }
    }

    /// The variables without a value so far, each once.
    package private(set) var gaps: [Gap] = []
    package private(set) var stage: String

    private let document: JSONValue
    /// What the user passed: the stage, the region, parameters.
    private let options: [String: String]
    private let variables: EnvironmentVariables
    private let account: LocalAccount
    private let read: (_ path: String) -> File
    /// The addresses that are being looked up.
    private var open: Set<String> = []

    private static let defaultStage = "dev"

    package init(
        _ document: JSONValue, options: [String: String], variables: EnvironmentVariables, account: LocalAccount,
        read: @escaping (_ path: String) -> File
    ) throws(ServerlessFault) {
        self.document = document
        self.options = options
        self.variables = variables
        self.account = account
        self.read = read
        stage = options["stage"] ?? Self.defaultStage
        if options["stage"] == nil, let own = try value("provider.stage")?.string { stage = own }
    }

    /// The value at an address such as `provider.runtime`, without variables; nil if there's none.
    package mutating func value(_ address: String) throws(ServerlessFault) -> JSONValue? {
        try lookUp(address, in: document)
    }

    /// `value` with its own variable resolved, if it's nothing but one; its members may still have some.
    package mutating func shallow(_ value: JSONValue) throws(ServerlessFault) -> JSONValue {
        guard case .string(let text) = value else { return value }
        return try resolve(text)
    }

    /// `value` without variables.
    package mutating func resolve(_ value: JSONValue) throws(ServerlessFault) -> JSONValue {
        switch value {
        case .string(let text): return try resolve(text)
        case .array(let elements):
            var resolved: [JSONValue] = []
            for element in elements { resolved.append(try resolve(element)) }
            return .array(resolved)
        case .object(let members):
            var resolved = JSONObject()
            for (key, member) in members { resolved[key] = try resolve(member) }
            return .object(resolved)
        case .null, .bool, .number: return value
        }
    }

    private mutating func lookUp(_ address: String, in root: JSONValue) throws(ServerlessFault) -> JSONValue? {
        var current = root
        for part in address.split(separator: ".") {
            current = try shallow(current)
            let next: JSONValue? =
                if let members = current.object {
                    members[String(part)]
                } else if let elements = current.array, let index = Int(part), elements.indices.contains(index) {
                    elements[index]
                } else {
                    nil
                }
            guard let next else { return nil }
            current = next
        }
        let value = try resolve(current)
        return value.isNull ? nil : value
    }

    // MARK: Text

    private mutating func resolve(_ text: String) throws(ServerlessFault) -> JSONValue {
        let pieces = ServerlessText.pieces(of: text)
        if pieces.count == 1, case .variable(let inner) = pieces[0] { return try variable(inner) ?? .null }
        var joined = ""
        for piece in pieces {
            switch piece {
            case .literal(let literal): joined += literal
            case .variable(let inner): joined += try variable(inner).map(Self.text) ?? ""
            }
        }
        return .string(joined)
    }

    private static func text(of value: JSONValue) -> String { value.string ?? value.description }

    private enum Outcome {
        case value(JSONValue)
        case missing
        case unknown(Gap.Reason)
    }

    /// - Parameter inner: between the braces.
    /// - Returns: the first of its alternatives that has a value; nil without one.
    private mutating func variable(_ inner: String) throws(ServerlessFault) -> JSONValue? {
        var reason = Gap.Reason.noValue
        for alternative in ServerlessText.alternatives(of: inner) {
            // Variables within the variable come first.
            let text = Self.text(of: try resolve(alternative))
            switch try outcome(text) {
            case .value(let value): return value
            case .missing: continue
            case .unknown(let why): reason = why
            }
        }
        let gap = Gap(variable: "${\(inner)}", reason: reason)
        if !gaps.contains(gap) { gaps.append(gap) }
        return reason == .noValue ? nil : .string(gap.variable)
    }

    private mutating func outcome(_ text: String) throws(ServerlessFault) -> Outcome {
        guard let reference = ServerlessText.Reference(text) else { return .value(ServerlessText.literal(text)) }
        func found(_ text: String?) -> Outcome { text.map { .value(.string($0)) } ?? .missing }
        let (source, address) = (reference.source, reference.address)
        switch source {
        case "self": return try own(address)
        case "opt": return found(options[address])
        case "env": return found(variables.evenIfEmpty(address))
        case "param": return try parameter(address)
        case "sls": return address == "stage" ? found(stage) : address == "instanceId" ? found("local") : .missing
        case "aws":
            return address == "accountId" ? found(account.id) : address == "region" ? found(account.region) : .missing
        case "strToBool":
            return ["true", "1"].contains(reference.argument) ? .value(true) : .value(false)
        case "file":
            switch read(reference.argument) {
            case .missing: return .missing
            case .program: return .unknown(.program(reference.argument))
            case .content(let content): return try lookUp(address, in: content).map(Outcome.value) ?? .missing
            }
        default: return .unknown(.unknownSource(source))
        }
    }

    private mutating func own(_ address: String) throws(ServerlessFault) -> Outcome {
        guard open.insert(address).inserted else { throw .circular("${self:\(address)}") }
        defer { open.remove(address) }
        if let value = try value(address) { return .value(value) }
        // The framework completes the description before it resolves variables.
        return switch address {
        case "provider.stage": .value(.string(stage))
        case "provider.region": .value(.string(account.region))
        default: .missing
        }
    }

    private mutating func parameter(_ name: String) throws(ServerlessFault) -> Outcome {
        if let given = options[name] { return .value(.string(given)) }
        for address in [
            "params.\(stage)", "params.default", "stages.\(stage).params", "stages.default.params",
        ] {
            if let value = try value("\(address).\(name)") { return .value(value) }
        }
        return .missing
    }
}
