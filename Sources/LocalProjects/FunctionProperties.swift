// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
package import LocalFunctions
import SystemPackage

/// The description of a function, with AWS's member names, as in `function.json`, templates and the API; nil means
/// unset.
package struct FunctionProperties: Sendable, Hashable, Codable {
    package var runtime: String?
    package var handler: String?
    package var role: String?
    package var description: String?
    package var timeout: Int?
    package var memorySize: Int?
    package var environment: [FunctionSettings.EnvironmentVariable]?
    package var ephemeralStorage: Int?
    package var layers: [String]?
    package var reservedConcurrency: Int?
    package var deadLetterTarget: String?
    package var logging: LoggingSettings?
    package var url: FunctionURLSettings?
    package var imageURI: String?
    package var storedCode: FunctionSettings.StoredCode?
    /// Members that have no effect here, and are described as they were set: JSON text by the API's names.
    package var described: [String: String] = [:]

    package init() {}

    /// A member that's invalid by AWS's rules.
    package enum Fault: Error, Sendable, Hashable {
        case notText(member: String)
        case notANumber(member: String, in: ClosedRange<Int>)
        case outOfRange(member: String, value: Int, in: ClosedRange<Int>)
        /// Names of environment variables that only the platform sets.
        case reservedVariables([String])
        /// The environment as JSON text.
        case environmentTooLarge(measured: String)
        case malformed(String)
    }
}

extension FunctionProperties {
    package static let names = [
        "Runtime", "Handler", "Role", "Description", "Timeout", "MemorySize", "Environment", "EphemeralStorage",
        "Layers",
        "ReservedConcurrentExecutions", "DeadLetterConfig", "FunctionUrlConfig",
    ]

    /// Objects and lists that only AWS uses. `KMSKeyArn` is a text.
    private static let describedNames = [
        "AcceleratorConfig", "Architectures", "CapacityProviderConfig", "DurableConfig", "FileSystemConfigs",
        "ImageConfig", "KMSKeyArn", "LoggingConfig", "PackageType", "SnapStart", "TenancyConfig", "TracingConfig",
        "VpcConfig",
    ]

    /// All members that can be set.
    package static let allNames = names + describedNames

    /// Reads the members that it supports.
    package init(_ members: JSONObject) throws(Fault) {
        for name in Self.names {
            if let value = members[name], !value.isNull { try read(name, value) }
        }
        for name in Self.describedNames {
            // CloudFormation writes one of them differently.
            guard let value = members[name] ?? (name == "KMSKeyArn" ? members["KmsKeyArn"] : nil), !value.isNull
            else { continue }
            described[name] = value.description
        }
        if let value = members["LoggingConfig"], !value.isNull { logging = try LoggingSettings(value) }
        readPlace(members)
    }

    /// - Parameter name: one of `names`.
    private mutating func read(_ name: String, _ value: JSONValue) throws(Fault) {
        switch name {
        case "Runtime": runtime = try Self.text(name, value)
        case "Handler": handler = try Self.text(name, value)
        case "Role": role = try Self.text(name, value)
        case "Description": description = try Self.text(name, value)
        case "Timeout": timeout = try Self.number(name, value, in: 1...5_400)
        case "MemorySize": memorySize = try Self.number(name, value, in: 128...32_768)
        case "ReservedConcurrentExecutions": reservedConcurrency = try Self.number(name, value, in: 0...1_000)
        case "Environment": environment = try Self.environment(value)
        case "EphemeralStorage": ephemeralStorage = try Self.ephemeralStorage(value)
        case "DeadLetterConfig": deadLetterTarget = value.object?["TargetArn"]?.string
        case "FunctionUrlConfig":
            guard let members = value.object else { throw .malformed("FunctionUrlConfig must be an object") }
            url = try FunctionURLSettings(members)
        case "Layers": layers = try Self.layers(value)
        default: break
        }
    }

    /// Where a template's code is, if it isn't in a file: `Code` is CloudFormation's name for it, the others are SAM's.
    private mutating func readPlace(_ members: JSONObject) {
        let code = members["Code"]?.object
        imageURI = members["ImageUri"]?.string ?? code?["ImageUri"]?.string
        if let bucket = code?["S3Bucket"]?.string, let key = code?["S3Key"]?.string {
            storedCode = .init(bucket: bucket, key: key, version: code?["S3ObjectVersion"]?.string)
        } else if let place = members["CodeUri"]?.object, let bucket = place["Bucket"]?.string,
            let key = place["Key"]?.string
        {
            storedCode = .init(bucket: bucket, key: key, version: place["Version"]?.string)
        } else if let text = members["CodeUri"]?.string ?? members["Code"]?.string, text.hasPrefix("s3://") {
            let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1)
            if parts.count == 2 { storedCode = .init(bucket: String(parts[0]), key: String(parts[1])) }
        }
    }

    private static func text(_ name: String, _ value: JSONValue) throws(Fault) -> String {
        guard let text = value.string else { throw .notText(member: name) }
        return text
    }

    private static func number(
        _ name: String, _ value: JSONValue, in range: ClosedRange<Int>
    ) throws(Fault) -> Int {
        guard let number = value.int else { throw .notANumber(member: name, in: range) }
        guard range.contains(number) else { throw .outOfRange(member: name, value: number, in: range) }
        return number
    }

    private static func ephemeralStorage(_ value: JSONValue) throws(Fault) -> Int {
        guard let size = value.object?["Size"] else {
            throw .malformed("EphemeralStorage must be an object with the member Size")
        }
        return try number("EphemeralStorage.Size", size, in: 512...32_768)
    }

    private static func layers(_ value: JSONValue) throws(Fault) -> [String] {
        guard let elements = value.array else { throw .malformed("Layers must be an array of strings") }
        var layers: [String] = []
        for element in elements { layers.append(try text("Layers", element)) }
        return layers
    }

    private static func environment(_ value: JSONValue) throws(Fault) -> [FunctionSettings.EnvironmentVariable] {
        guard let members = value.object, members.keys.allSatisfy({ $0 == "Variables" }),
            let variables = members["Variables"]?.object
        else {
            if value.object?.isEmpty == true { return [] }
            throw .malformed("Environment must be an object with the member Variables")
        }
        var environment: [FunctionSettings.EnvironmentVariable] = []
        for (name, value) in variables {
            guard let text = value.string else {
                throw .malformed("the variable \(name) must be a string" + (value.isNull ? ", not null" : ""))
            }
            guard isVariableName(name) else {
                throw .malformed("\(name) isn't a valid name of an environment variable")
            }
            environment.append(.init(name: name, value: text))
        }
        let reserved = environment.map(\.name).filter(EnvironmentRules.reserved.contains)
        guard reserved.isEmpty else { throw .reservedVariables(reserved.sorted()) }
        let text = JSONValue.object(variables).description
        guard text.utf8.count <= EnvironmentRules.limit else { throw .environmentTooLarge(measured: text) }
        return environment
    }

    /// The service model's constraint: `[a-zA-Z]([a-zA-Z0-9_])+`.
    private static func isVariableName(_ text: String) -> Bool {
        text.utf8.count > 1 && text.utf8.first?.isLetter == true
            && text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    }
}

/// What AWS accepts as a function's environment.
private enum EnvironmentRules {
    /// Bytes as compact JSON text.
    static let limit = 4_096

    /// Those in the developer guide that a variable's name can be: others begin with an underscore.
    static let reserved: Set = [
        "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
    ]
}

extension LoggingSettings {
    /// Reads a `LoggingConfig`.
    fileprivate init(_ value: JSONValue) throws(FunctionProperties.Fault) {
        self.init()
        guard let members = value.object else { throw .malformed("LoggingConfig must be an object") }
        func word<Word: RawRepresentable & CaseIterable>(
            _ name: String, among words: [Word]
        ) throws(FunctionProperties.Fault) -> Word? where Word.RawValue == String {
            guard let value = members[name], !value.isNull else { return nil }
            guard let word = words.first(where: { $0.rawValue == value.string }) else {
                throw .malformed(
                    "LoggingConfig.\(name) must be one of \(words.map(\.rawValue).joined(separator: ", "))")
            }
            return word
        }
        format = try word("LogFormat", among: Format.allCases) ?? format
        applicationLevel = try word("ApplicationLogLevel", among: Level.allCases) ?? applicationLevel
        systemLevel = try word("SystemLogLevel", among: [Level.debug, .info, .warn]) ?? systemLevel
        group = members["LogGroup"]?.string
    }
}

extension FunctionProperties.Fault {
    package var message: String {
        switch self {
        case .notText(let member): "\(member) must be a string"
        case .notANumber(let member, let range), .outOfRange(let member, _, let range):
            "\(member) must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .reservedVariables(let names):
            "only the platform can set \(names.joined(separator: ", ")); use other names for these variables"
        case .environmentTooLarge(let measured):
            "the environment variables have \(measured.utf8.count) bytes as JSON; the limit is "
                + "\(EnvironmentRules.limit)"
        case .malformed(let reason): reason
        }
    }
}

extension FunctionSettings {
    /// Sets a member that has no effect here.
    package mutating func describe(_ name: String, _ value: JSONValue) {
        described = (described ?? [:]).merging([name: value.description]) { $1 }
    }

    /// Adopts the settings in `properties`; unset ones stay unchanged.
    package mutating func apply(_ properties: FunctionProperties) {
        description = properties.description ?? description
        timeout = properties.timeout ?? timeout
        memorySize = properties.memorySize ?? memorySize
        environment = properties.environment ?? environment
        ephemeralStorage = properties.ephemeralStorage ?? ephemeralStorage
        layers = properties.layers ?? layers
        deadLetterTarget = properties.deadLetterTarget ?? deadLetterTarget
        logging = properties.logging ?? logging
        url = properties.url ?? url
        imageURI = properties.imageURI ?? imageURI
        storedCode = properties.storedCode ?? storedCode
        reservedConcurrency = properties.reservedConcurrency ?? reservedConcurrency
        if !properties.described.isEmpty {
            described = (described ?? [:]).merging(properties.described) { $1 }
        }
    }
}

extension FunctionDefinition {
    /// Adopts the settings in `properties`; layer folders are relative to the task root.
    package mutating func apply(_ properties: FunctionProperties) {
        settings.apply(properties)
        settings.layers = settings.layers.map { FilePath(folder).pushing(FilePath($0)).string }
        if let handler = properties.handler { self.handler = handler }
        if let name = properties.runtime { runtime = Runtime(named: name) }
    }
}
