// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
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
            "Role": .string("arn:aws:iam::\(Self.account):role/lamsh-local"),
            "Handler": .string(function.handler),
            "CodeSize": .number(JSONNumber(function.fingerprint.size)),
            "Description": .string(function.settings.description),
            "Timeout": .number(JSONNumber(function.settings.timeout)),
            "MemorySize": .number(JSONNumber(function.settings.memorySize)),
            "LastModified": .string(lastModified(function)),
            "CodeSha256": .string(codeSha256(function)),
            "Version": "$LATEST",
        ]
        if !function.settings.environment.isEmpty {
            var variables = JSONObject()
            for variable in function.settings.environment { variables[variable.name] = .string(variable.value) }
            members["Environment"] = .object(["Variables": .object(variables)])
        }
        members["TracingConfig"] = ["Mode": "PassThrough"]
        members["RevisionId"] = .string(revisionId(function))
        members["PackageType"] = "Zip"
        members["Architectures"] = [.string(Self.architecture)]
        members["EphemeralStorage"] = ["Size": 512]
        members["SnapStart"] = ["ApplyOn": "None", "OptimizationStatus": "Off"]
        members["LoggingConfig"] = ["LogFormat": "Text", "LogGroup": .string("/aws/lambda/\(function.name)")]
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
        return members
    }

    /// The answer of GetFunction.
    package func description(_ function: FunctionDefinition, qualifier: String? = nil) -> JSONObject {
        var members: JSONObject = [
            "Configuration": .object(valueWithState(function, qualifier: qualifier)),
            "Code": ["RepositoryType": "Local", "Location": .string("file://\(function.folder)")],
        ]
        if let reserved = function.settings.reservedConcurrency {
            members["Concurrency"] = ["ReservedConcurrentExecutions": .number(JSONNumber(reserved))]
        }
        return members
    }

    /// AWS's spelling of a time: `2026-01-31T12:00:00.000+0000`.
    private func lastModified(_ function: FunctionDefinition) -> String {
        Timestamp(secondsSinceEpoch: function.fingerprint.lastModified).extendedFormat.dropLast() + ".000+0000"
    }

    /// Changes with the code, which is all that clients use it for.
    private func codeSha256(_ function: FunctionDefinition) -> String {
        let digits = Array(PayloadHash.of(Array(String(function.fingerprint.hash, radix: 16).utf8)).utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
            UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
        }
        return Base64.encode(bytes)
    }

    /// In the form of a UUID.
    private func revisionId(_ function: FunctionDefinition) -> String {
        let text = PayloadHash.of(Array("\(function.name) \(function.fingerprint.hash) \(function.settings)".utf8))
        let digits = Array(text)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    #if arch(arm64)
        private static let architecture = "arm64"
    #else
        private static let architecture = "x86_64"
    #endif
}
