// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
package import JSON

/// What the API tells about functions, in AWS's shapes.
package struct FunctionConfiguration: Sendable {
    package static let account = "000000000000"

    package var region: String

    package init(region: String) { self.region = region }

    package func arn(_ function: String, qualifier: String? = nil) -> String {
        "arn:aws:lambda:\(region):\(Self.account):function:\(function)" + (qualifier.map { ":" + $0 } ?? "")
    }

    /// A FunctionConfiguration, as listings hold it.
    ///
    /// - Parameter qualifier: appended to the ARN, as AWS does where one was asked for.
    package func value(_ function: FunctionDefinition, qualifier: String? = nil) -> JSONObject {
        var members: JSONObject = [
            "FunctionName": .string(function.name),
            "FunctionArn": .string(arn(function.name, qualifier: qualifier)),
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
        if let environment = function.settings.environment {
            var variables = JSONObject()
            for variable in environment { variables[variable.name] = .string(variable.value) }
            members["Environment"] = .object(["Variables": .object(variables)])
        }
        if let target = function.settings.deadLetterTarget {
            members["DeadLetterConfig"] = ["TargetArn": .string(target)]
        }
        members["TracingConfig"] = ["Mode": "PassThrough"]
        members["RevisionId"] = .string(code(of: function).revisionId)
        members["PackageType"] = "Zip"
        members["Architectures"] = [.string(Self.architecture)]
        members["EphemeralStorage"] = ["Size": .number(JSONNumber(function.settings.ephemeralStorage))]
        members["SnapStart"] = ["ApplyOn": "None", "OptimizationStatus": "Off"]
        members["LoggingConfig"] = ["LogFormat": "Text", "LogGroup": .string(function.logGroup)]
        return members
    }

    /// A FunctionConfiguration with the state, which AWS leaves out of listings.
    package func valueWithState(_ function: FunctionDefinition, qualifier: String? = nil) -> JSONObject {
        var members = value(function, qualifier: qualifier)
        if let problem = function.problem {
            members["State"] = "Failed"
            members["StateReason"] = .string(problem.description)
            members["StateReasonCode"] = "InvalidRuntime"
        } else {
            members["State"] = "Active"
        }
        members["LastUpdateStatus"] = "Successful"
        members["RuntimeVersionConfig"] = ["RuntimeVersionArn": .string(runtimeVersionARN(function))]
        return members
    }

    /// AWS has one for each build of a runtime; here the name of the runtime is all that there is to tell.
    func runtimeVersionARN(_ function: FunctionDefinition) -> String {
        "arn:aws:lambda:\(region)::runtime:\(PayloadHash.of(Array(function.runtimeName.utf8)))"
    }

    /// The answer of GetFunction.
    func description(
        _ function: FunctionDefinition, qualifier: String? = nil, tags: [String: String] = [:]
    ) -> JSONObject {
        var members: JSONObject = [
            "Configuration": .object(valueWithState(function, qualifier: qualifier)),
            "Code": ["RepositoryType": "Local", "Location": .string("file://\(function.folder)")],
        ]
        if !tags.isEmpty { members["Tags"] = self.tags(tags) }
        if let reserved = function.settings.reservedConcurrency {
            members["Concurrency"] = ["ReservedConcurrentExecutions": .number(JSONNumber(reserved))]
        }
        return members
    }

    /// What is told of deployed code; of code that the user keeps, what stands for it and changes with it.
    func code(of function: FunctionDefinition) -> DeployedCode {
        if let deployed = function.deployed { return deployed }
        let fingerprint = function.fingerprint
        let state = "\(function.name) \(fingerprint.hash) \(function.settings)"
        return DeployedCode(
            sha256: PayloadHash.base64(of: Array(String(fingerprint.hash, radix: 16).utf8)), size: fingerprint.size,
            lastModified: fingerprint.lastModified, role: "arn:aws:iam::\(Self.account):role/lamsh-local",
            revisionId: Self.uuid(PayloadHash.of(Array(state.utf8))))
    }

    /// Hexadecimal digits in the form of a UUID.
    private static func uuid(_ text: String) -> String {
        let digits = Array(text)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// AWS's spelling of a time: `2026-01-31T12:00:00.000+0000`.
    private func lastModified(_ function: FunctionDefinition) -> String {
        Timestamp(secondsSinceEpoch: code(of: function).lastModified).extendedFormat.dropLast() + ".000+0000"
    }

    #if arch(arm64)
        private static let architecture = "arm64"
    #else
        private static let architecture = "x86_64"
    #endif
}
