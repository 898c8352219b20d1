// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import LocalEvents
import LocalFunctions

/// What the API received about a function, in addition to its folder or template.
struct FunctionRecord: Sendable, Codable {
    /// nil for a function in the user's own folder.
    var deployment: Deployment?
    /// Sorted by number.
    var versions: [PublishedVersion] = []
    /// The number of the last published version; numbers aren't reused.
    var lastVersion = 0
    var aliases: [String: Alias] = [:]
    /// nil: the function's own description decides.
    var concurrency: ReservedConcurrency?
    var tags: [String: String] = [:]
    /// By qualifier.
    var eventInvoke: [String: EventInvokeSettings] = [:]
    /// By qualifier; nil if none was ever set.
    var runtimeUpdates: [String: RuntimeUpdates]?
    /// The configurations of URLs by alias, and that of the function itself by `$LATEST`; nil if there was never one.
    var urls: [String: FunctionURLRecord]?
    /// By qualifier; nil if there was never one.
    var policies: [String: FunctionPolicy]?
    /// AWS's RecursiveLoop, if it was set; it has no effect here.
    var recursiveLoop: String?

    /// Nothing was set.
    var isEmpty: Bool {
        deployment == nil && versions.isEmpty && lastVersion == 0 && aliases.isEmpty && concurrency == nil
            && tags.isEmpty && eventInvoke.isEmpty && runtimeUpdates?.isEmpty ?? true
            && urls?.isEmpty ?? true && policies?.isEmpty ?? true && recursiveLoop == nil
    }
}

/// Who may call a function on AWS.
struct FunctionPolicy: Sendable, Codable {
    /// The ids of the statements, in the order in which they were added.
    var order: [String] = []
    /// JSON text by id.
    var statements: [String: String] = [:]
    var revisionId: String
}

struct FunctionURLRecord: Sendable, Codable {
    var settings: FunctionURLSettings
    /// Seconds since the epoch.
    var created: Int
    var modified: Int
}

/// When AWS would update a version's runtime; it has no effect here.
struct RuntimeUpdates: Sendable, Codable {
    /// AWS's name: `Auto`, `FunctionUpdate` or `Manual`.
    var mode = "Auto"
    /// The ARN of the runtime's version, if the user chooses it.
    var version: String?
}

/// One state of a function's code and configuration, which the registry stores.
struct Deployment: Sendable, Codable {
    var runtime: String
    var handler: String
    var settings: FunctionSettings
    /// The folder with the unpacked code.
    var folder: String
    var code: DeployedCode

    /// Publishing `other` would result in the same version.
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

/// A name for one version, or for two that share the invocations.
struct Alias: Sendable, Codable {
    var name: String
    var functionVersion: String
    var description = ""
    /// The share of invocations for the other version, from 0 to 1.
    var weights: [String: Double] = [:]
    var revisionId: String

    /// The version for an invocation.
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
        !text.isEmpty && text.utf8.allSatisfy(\.isNameCharacter)
            && !text.utf8.allSatisfy(\.isDigit)
    }
}

/// The value set by PutFunctionConcurrency; nil after it was deleted.
struct ReservedConcurrency: Sendable, Codable {
    var limit: Int?
}
