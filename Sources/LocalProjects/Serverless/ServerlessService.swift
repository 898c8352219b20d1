// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import JSON
package import LocalFunctions

/// The description of a Serverless project, as the framework turns it into a CloudFormation template.
package struct ServerlessService {
    /// Variables without a value.
    package private(set) var gaps: [ServerlessVariables.Gap] = []
    /// The functions' names in the description, by their names in AWS.
    package private(set) var keys: [String: String] = [:]
    /// As the framework names it.
    package let stack: String

    /// By their logical IDs.
    private var functions = JSONObject()
    /// Paths by logical IDs.
    private var layers = JSONObject()
    /// The user's own part of the template.
    private var own = JSONObject()

    package init(
        _ document: JSONValue, options: [String: String], variables: EnvironmentVariables, account: LocalAccount,
        files: @escaping (_ path: String) -> ServerlessVariables.File
    ) throws(ServerlessFault) {
        guard document.object != nil else { throw .notAnObject }
        var reader = try ServerlessVariables(
            document, options: options, variables: variables, account: account, read: files)
        let service = try reader.value("service")
        stack = "\(service?.string ?? service?["name"]?.string ?? "service")-\(reader.stage)"
        if let provider = try reader.value("provider.name")?.string, provider != "aws" {
            throw .otherProvider(provider)
        }
        guard let value = document["functions"] else { throw .noFunctions }
        let common = try ServerlessDefaults(&reader)
        for (key, value) in try Self.merged(value, &reader) {
            guard let function = try reader.shallow(value).object else { throw .malformedFunction(key) }
            var properties = try common.properties(of: function, &reader)
            let name = try reader.resolve(function["name"] ?? .null).string ?? "\(stack)-\(key)"
            properties["FunctionName"] = .string(name)
            keys[name] = key
            functions[Self.logicalId(key) + "LambdaFunction"] = .object(properties)
        }
        for (key, value) in try Self.merged(document["layers"] ?? .null, &reader) {
            guard let path = try reader.resolve(reader.shallow(value)["path"] ?? .null).string else { continue }
            layers[Self.logicalId(key) + "LambdaLayer"] = .string(path)
        }
        gaps = reader.gaps
        // Functions may refer to it; what only a deployment needs doesn't have to be known.
        own = (try? Self.merged(document["resources"] ?? .null, &reader)) ?? JSONObject()
        if let resolved = try? reader.resolve(.object(own)).object { own = resolved }
    }

    /// An object that may be written as a list of objects, or in other files.
    private static func merged(
        _ value: JSONValue, _ reader: inout ServerlessVariables
    ) throws(ServerlessFault) -> JSONObject {
        let value = try reader.shallow(value)
        var merged = JSONObject()
        for element in value.array ?? [value] {
            for (key, member) in try reader.shallow(element).object ?? JSONObject() {
                if let known = merged[key]?.object, let more = try reader.shallow(member).object {
                    merged[key] = .object(more.reduce(into: known) { $0[$1.key] = $1.value })
                } else {
                    merged[key] = member
                }
            }
        }
        return merged
    }

    /// The framework's rule: `get-order_v2` is `GetDashorderUnderscorev2`.
    private static func logicalId(_ key: String) -> String {
        let text = key.replacing("-", with: "Dash").replacing("_", with: "Underscore")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// - Parameter folder: contains the description; absolute.
    package func template(in folder: String) -> JSONValue {
        func path(_ value: JSONValue?) -> JSONValue {
            guard let text = value?.string else { return .string(folder) }
            return .string(text.hasPrefix("/") ? text : "\(folder)/\(text)")
        }
        var resources = own["Resources"]?.object ?? JSONObject()
        for (id, value) in functions {
            guard var properties = value.object else { continue }
            if properties["ImageUri"] == nil { properties["CodeUri"] = path(properties["CodeUri"]) }
            resources[id] = ["Type": "AWS::Serverless::Function", "Properties": .object(properties)]
        }
        for (id, value) in layers {
            resources[id] = ["Type": "AWS::Serverless::LayerVersion", "Properties": ["ContentUri": path(value)]]
        }
        var template: JSONObject = ["Transform": "AWS::Serverless-2016-10-31"]
        for name in ["Parameters", "Mappings", "Conditions"] { template[name] = own[name] }
        template["Resources"] = .object(resources)
        return .object(template)
    }
}

/// What the functions of a Serverless project have if they don't say otherwise.
private struct ServerlessDefaults {
    /// CloudFormation's names by the framework's.
    private static let names: KeyValuePairs = [
        "runtime": "Runtime", "handler": "Handler", "description": "Description", "timeout": "Timeout",
        "memorySize": "MemorySize", "layers": "Layers", "reservedConcurrency": "ReservedConcurrentExecutions",
    ]
    /// A provider has these for all of its functions.
    private static let common: Set = ["runtime", "timeout", "memorySize", "layers"]

    /// By CloudFormation's names.
    private var properties: JSONObject
    private let environment: JSONObject
    private let architecture: JSONValue?
    private let artifact: JSONValue?

    init(_ reader: inout ServerlessVariables) throws(ServerlessFault) {
        // The framework's defaults, not AWS's.
        properties = ["Runtime": "nodejs", "Timeout": 6, "MemorySize": 1_024]
        for (name, property) in Self.names where Self.common.contains(name) {
            if let value = try reader.value("provider.\(name)") { properties[property] = value }
        }
        environment = try reader.value("provider.environment")?.object ?? JSONObject()
        architecture = try reader.value("provider.architecture")
        artifact = try reader.value("package.artifact")
    }

    func properties(
        of function: JSONObject, _ reader: inout ServerlessVariables
    ) throws(ServerlessFault) -> JSONObject {
        var properties = properties
        for (name, property) in Self.names {
            guard let value = function[name] else { continue }
            properties[property] = try reader.resolve(value)
        }
        var environment = environment
        for (name, value) in try reader.resolve(function["environment"] ?? .null).object ?? JSONObject() {
            environment[name] = value
        }
        // null takes a variable away.
        let variables = environment.filter { !$0.value.isNull }
        if !variables.isEmpty {
            properties["Environment"] = [
                "Variables": .object(variables.reduce(into: JSONObject()) { $0[$1.key] = $1.value })
            ]
        }
        let architecture = try reader.resolve(function["architecture"] ?? architecture ?? .null)
        if !architecture.isNull { properties["Architectures"] = .array([architecture]) }
        if let size = function["ephemeralStorageSize"] {
            properties["EphemeralStorage"] = ["Size": try reader.resolve(size)]
        }
        if let image = function["image"] {
            properties["PackageType"] = "Image"
            properties["Runtime"] = nil
            properties["ImageUri"] = .string(try reader.resolve(image).string ?? "image")
        } else {
            properties["CodeUri"] = try reader.resolve(
                reader.shallow(function["package"] ?? .null)["artifact"] ?? .null)
            if properties["CodeUri"] == .null { properties["CodeUri"] = artifact }
        }
        return properties
    }
}
