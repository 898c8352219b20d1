// SPDX-License-Identifier: GPL-3.0-or-later

import LocalEvents
import LocalFunctions

/// What the API was told about a function, beside what its folder or template says.
struct FunctionRecord: Sendable, Codable {
    /// nil for a function that is where the user keeps it.
    var deployment: Deployment?
    /// In the order of their numbers.
    var versions: [PublishedVersion] = []
    /// The number of the version that was published last; numbers are not used again.
    var lastVersion = 0
    var aliases: [String: Alias] = [:]
    /// nil leaves it to the function's own descriptions.
    var concurrency: ReservedConcurrency?
    var tags: [String: String] = [:]
    /// By qualifier.
    var eventInvoke: [String: EventInvokeSettings] = [:]

    /// Nothing was told.
    var isEmpty: Bool {
        deployment == nil && versions.isEmpty && lastVersion == 0 && aliases.isEmpty && concurrency == nil
            && tags.isEmpty && eventInvoke.isEmpty
    }
}

/// One state of a function's code and configuration, which the registry keeps.
struct Deployment: Sendable, Codable {
    var runtime: String
    var handler: String
    var settings: FunctionSettings
    /// Where the code was unpacked.
    var folder: String
    var code: DeployedCode

    /// Publishing `other` would make the same version again.
    func isSameVersion(as other: Deployment) -> Bool {
        var (own, others) = (settings, other.settings)
        own.description = ""
        others.description = ""
        return runtime == other.runtime && handler == other.handler && own == others
            && code.sha256 == other.code.sha256 && code.role == other.code.role
    }
}

struct PublishedVersion: Sendable, Codable {
    var number: Int
    var deployment: Deployment
}

/// A name for a version, or for two between which invocations are split.
struct Alias: Sendable, Codable {
    var name: String
    var functionVersion: String
    var description = ""
    /// The share of invocations that goes to another version, from 0 to 1.
    var weights: [String: Double] = [:]
    var revisionId: String

    /// The version that an invocation gets.
    func version(for chance: Double) -> String {
        var chance = chance
        for (version, weight) in weights.sorted(by: { $0.key < $1.key }) {
            if chance < weight { return version }
            chance -= weight
        }
        return functionVersion
    }

    func refers(to version: String) -> Bool { functionVersion == version || weights[version] != nil }

    /// The service model's constraint: letters, digits, `-` and `_`, but not a number.
    static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy(\.isNameCharacter)
            && !text.utf8.allSatisfy(\.isDigit)
    }
}

/// What PutFunctionConcurrency sets; nil once it was deleted.
struct ReservedConcurrency: Sendable, Codable {
    var limit: Int?
}
