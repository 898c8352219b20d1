// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import AWSSigning
import Base
import FoundationEssentials
package import JSON
import LocalEvents
package import LocalFunctions

/// The API's descriptions of functions, aliases and settings, in AWS's formats.
package struct FunctionDescriptions: Sendable {
    package let account: LocalAccount

    package init(_ account: LocalAccount) { self.account = account }

    /// A FunctionConfiguration as in lists.
    ///
    /// - Parameter qualifier: appended to the ARN, as AWS does if the request has one.
    package func value(_ function: FunctionDefinition, qualifier: String? = nil) -> JSONObject {
        var members: JSONObject = [
            "FunctionName": .string(function.name),
            "FunctionArn": .string(account.arn(function.name, qualifier: qualifier)),
            "Runtime": .string(function.runtimeName),
            "Role": .string(code(of: function).role),
            "Handler": .string(function.handler),
            "CodeSize": .number(JSONNumber(code(of: function).size)),
            "Description": .string(function.settings.description),
            "Timeout": .number(JSONNumber(function.settings.timeout)),
            "MemorySize": .number(JSONNumber(function.settings.memorySize)),
            "LastModified": .string(lastModified(function)),
            "CodeSha256": .string(code(of: function).sha256),
            "Version": .string(function.version),
        ]
        if function.settings.isImage {
            members["Runtime"] = nil
            members["Handler"] = nil
        }
        if let environment = function.settings.environment {
            var variables = JSONObject()
            for variable in environment { variables[variable.name] = .string(variable.value) }
            members["Environment"] = .object(["Variables": .object(variables)])
        }
        if let target = function.settings.deadLetterTarget {
            members["DeadLetterConfig"] = ["TargetArn": .string(target)]
        }
        members["Layers"] = Self.described("Layers", function)
        members["TracingConfig"] = Self.described("TracingConfig", function) ?? ["Mode": "PassThrough"]
        members["RevisionId"] = .string(code(of: function).revisionId)
        members["PackageType"] = function.settings.isImage ? "Image" : "Zip"
        members["Architectures"] = Self.described("Architectures", function) ?? [.string(Self.architecture)]
        members["EphemeralStorage"] = ["Size": .number(JSONNumber(function.settings.ephemeralStorage))]
        members["SnapStart"] = snapStart(of: function)
        members["LoggingConfig"] = logging(of: function)
        for name in [
            "AcceleratorConfig", "CapacityProviderConfig", "DurableConfig", "FileSystemConfigs", "KMSKeyArn",
            "TenancyConfig",
        ] {
            if let value = Self.described(name, function) { members[name] = value }
        }
        if let vpc = vpc(of: function) { members["VpcConfig"] = vpc }
        if let image = Self.described("ImageConfig", function) {
            members["ImageConfigResponse"] = ["ImageConfig": image]
        }
        return members
    }

    // MARK: Settings that are described as they were set

    private static func described(_ name: String, _ function: FunctionDefinition) -> JSONValue? {
        function.settings.described?[name].flatMap { try? JSONValue(parsing: Array($0.utf8)) }
    }

    private func snapStart(of function: FunctionDefinition) -> JSONValue {
        let applied = Self.described("SnapStart", function)?["ApplyOn"]?.string ?? "None"
        let isOptimized = applied == "PublishedVersions" && function.version != FunctionDefinition.latest
        return ["ApplyOn": .string(applied), "OptimizationStatus": isOptimized ? "On" : "Off"]
    }

    /// AWS adds the levels' defaults to JSON, and the group's name.
    private func logging(of function: FunctionDefinition) -> JSONValue {
        let set = Self.described("LoggingConfig", function)?.object ?? JSONObject()
        let format = set["LogFormat"]?.string ?? "Text"
        var members: JSONObject = ["LogFormat": .string(format)]
        if format == "JSON" {
            members["ApplicationLogLevel"] = set["ApplicationLogLevel"] ?? "INFO"
            members["SystemLogLevel"] = set["SystemLogLevel"] ?? "INFO"
        }
        members["LogGroup"] = set["LogGroup"] ?? .string(function.logGroup)
        return .object(members)
    }

    /// AWS adds the VPC, which only it knows.
    private func vpc(of function: FunctionDefinition) -> JSONValue? {
        guard var members = Self.described("VpcConfig", function)?.object else { return nil }
        for name in ["SubnetIds", "SecurityGroupIds"] where members[name] == nil { members[name] = [] }
        if members["Ipv6AllowedForDualStack"] == nil { members["Ipv6AllowedForDualStack"] = false }
        members["VpcId"] = ""
        return .object(members)
    }

    /// A FunctionConfiguration with the state, which AWS omits from lists.
    package func valueWithState(_ function: FunctionDefinition, qualifier: String? = nil) -> JSONObject {
        var members = value(function, qualifier: qualifier)
        if let problem = function.problem {
            members["State"] = "Failed"
            members["StateReason"] = .string(problem.description)
            members["StateReasonCode"] = function.settings.isImage ? "InvalidImage" : "InvalidRuntime"
        } else {
            members["State"] = "Active"
        }
        members["LastUpdateStatus"] = "Successful"
        if function.settings.isImage { return members }
        members["RuntimeVersionConfig"] = ["RuntimeVersionArn": .string(account.runtimeVersionARN(function))]
        return members
    }

    /// The response of GetFunction.
    func description(
        _ function: FunctionDefinition, qualifier: String? = nil, tags: [String: String] = [:]
    ) -> JSONObject {
        var members: JSONObject = [
            "Configuration": .object(valueWithState(function, qualifier: qualifier)),
            "Code": .object(place(of: function)),
        ]
        if !tags.isEmpty { members["Tags"] = self.tags(tags) }
        if let reserved = function.settings.reservedConcurrency {
            members["Concurrency"] = ["ReservedConcurrentExecutions": .number(JSONNumber(reserved))]
        }
        return members
    }

    /// Where the code is: a FunctionCodeLocation.
    private func place(of function: FunctionDefinition) -> JSONObject {
        if let uri = function.settings.imageURI {
            let image = ImageReference(uri)
            return [
                "RepositoryType": "ECR", "ImageUri": .string(image.uri), "ResolvedImageUri": .string(image.resolved),
            ]
        }
        if let code = function.settings.storedCode, function.problem == .codeElsewhere {
            let version = code.version.map { "?versionId=" + $0 } ?? ""
            let address = "https://\(code.bucket).s3.\(account.region).amazonaws.com/\(code.key)\(version)"
            return ["RepositoryType": "S3", "Location": .string(address)]
        }
        if function.settings.isImage { return ["RepositoryType": "ECR"] }
        return ["RepositoryType": "Local", "Location": .string("file://\(function.folder)")]
    }

    /// The description of deployed code; for the user's own code, derived values that change with it.
    func code(of function: FunctionDefinition) -> DeployedCode {
        if let deployed = function.deployed { return deployed }
        let fingerprint = function.fingerprint
        var state = Array("\(function.name) \(fingerprint.hash) ".utf8)
        // The same each time, other than a dictionary's own order.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        if let settings = try? encoder.encode(function.settings) { state += settings }
        let digest =
            function.settings.imageURI.map { ImageReference($0).digest }
            ?? PayloadHash.base64(of: Array(String(fingerprint.hash, radix: 16).utf8))
        return DeployedCode(
            sha256: digest, size: fingerprint.size,
            lastModified: fingerprint.lastModified, role: "arn:aws:iam::\(account.id):role/lamsh-local",
            revisionId: Self.uuid(of: state))
    }

    /// A UUID that changes with `state`.
    static func uuid(of state: [UInt8]) -> String {
        let digits = Array(PayloadHash.of(state))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// AWS's time format: `2026-01-31T12:00:00.000+0000`.
    private func lastModified(_ function: FunctionDefinition) -> String {
        let time = function.deployed?.lastModified ?? function.fingerprint.lastModified
        return Timestamp(secondsSinceEpoch: time).extendedFormat.dropLast() + ".000+0000"
    }

    func value(_ alias: Alias, of function: String) -> JSONObject {
        var members: JSONObject = [
            "AliasArn": .string(account.arn(function, qualifier: alias.name)),
            "Name": .string(alias.name),
            "FunctionVersion": .string(alias.functionVersion),
            "Description": .string(alias.description),
        ]
        if !alias.weights.isEmpty {
            var weights = JSONObject()
            for (version, weight) in alias.weights.sorted(by: { $0.key < $1.key }) {
                weights[version] = JSONValue(floatLiteral: weight)
            }
            members["RoutingConfig"] = ["AdditionalVersionWeights": .object(weights)]
        }
        members["RevisionId"] = .string(alias.revisionId)
        return members
    }

    func value(_ settings: EventInvokeSettings, of function: String, qualifier: String) -> JSONObject {
        var members: JSONObject = [
            "LastModified": .number(JSONNumber(settings.lastModified)),
            "FunctionArn": .string(account.arn(function, qualifier: qualifier)),
        ]
        if let attempts = settings.maximumRetryAttempts {
            members["MaximumRetryAttempts"] = .number(JSONNumber(attempts))
        }
        if let age = settings.maximumEventAge { members["MaximumEventAgeInSeconds"] = .number(JSONNumber(age)) }
        members["DestinationConfig"] = [
            "OnSuccess": .object(Self.destination(settings.onSuccess)),
            "OnFailure": .object(Self.destination(settings.onFailure)),
        ]
        return members
    }

    func value(_ updates: RuntimeUpdates, of function: String, qualifier: String) -> JSONObject {
        var members: JSONObject = [
            "UpdateRuntimeOn": .string(updates.mode),
            "FunctionArn": .string(account.arn(function, qualifier: qualifier)),
        ]
        if let version = updates.version { members["RuntimeVersionArn"] = .string(version) }
        return members
    }

    private static func destination(_ target: String?) -> JSONObject {
        target.map { ["Destination": .string($0)] } ?? [:]
    }

    func tags(_ tags: [String: String]) -> JSONValue {
        var members = JSONObject()
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) { members[key] = .string(value) }
        return .object(members)
    }

    /// Whether a reference names a function of this account and region.
    func check(_ reference: FunctionReference, unknown: APIFailure) throws(APIFailure) {
        if let region = reference.region, region != account.region {
            throw .otherRegion(region, own: account.region)
        }
        if let id = reference.account, id != account.id { throw unknown }
    }

    #if arch(arm64)
        private static let architecture = "arm64"
    #else
        private static let architecture = "x86_64"
    #endif
}
