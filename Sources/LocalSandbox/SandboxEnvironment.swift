// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import LocalFunctions

/// The environment of a function's process: what AWS sets, what the function's configuration adds, and none of the
/// user's own variables.
struct SandboxEnvironment: Sendable {
    var function: FunctionDefinition
    var region: String
    var credentials: Credentials
    /// The endpoint of the services emulated here; on AWS the SDKs know it, so there's no such variable.
    var lambdaEndpoint: String
    /// `HOST:PORT` or `HOST:PORT/TOKEN`.
    var runtimeAPI: String
    var logStream: String
    /// The interpreter's folder; nil for a bootstrap.
    var interpreterFolder: String?
    /// Variables that the runtime needs, which the function's own replace.
    var runtimeVariables: [String: String] = [:]
    /// Where its processes find their files.
    var files: SandboxFiles
    /// The trace id of the invocation that the process is started for; runtimes replace it with each event.
    var traceId: String?
    /// The variables that the user passes on from their own environment; all others take precedence.
    var passed: [String: String] = [:]

    /// Names and values by precedence: a function's own variables can't replace the platform's.
    var variables: [String: String] {
        var variables: [String: String] = [:]
        for variable in function.settings.environment ?? [] { variables[variable.name] = variable.value }
        let layers = files.runtimes.layerFolders
        let path =
            (interpreterFolder.map { [$0] } ?? []) + ["/usr/local/bin", "/usr/bin", "/bin"] + layers.map { $0 + "/bin" }
        var defaults = [
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": path.joined(separator: ":"),
            "LD_LIBRARY_PATH": ([function.folder, function.folder + "/lib"] + layers.map { $0 + "/lib" })
                .joined(separator: ":"),
            "AWS_ENDPOINT_URL_LAMBDA": lambdaEndpoint,
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": lambdaEndpoint,
            "AWS_ENDPOINT_URL_STS": lambdaEndpoint,
        ]
        defaults["TMPDIR"] = files.temporaryVariable
        switch function.runtime {
        case .python:
            defaults["LC_CTYPE"] = "C.UTF-8"
            defaults["SHLVL"] = "0"
        case .node(let name):
            let major =
                InterpreterRequest(.node, name: name).wanted?.first.map(String.init)
                ?? function.interpreterVersion?.split(separator: ".").first.map(String.init)
            let versioned = major.map { major in layers.map { "\($0)/nodejs/node\(major)/node_modules" } } ?? []
            let folders = versioned + layers.map { $0 + "/nodejs/node_modules" } + [function.folder]
            defaults["NODE_PATH"] = folders.joined(separator: ":")
        case .ruby:
            defaults["RUBYLIB"] = ([function.folder] + layers.map { $0 + "/ruby/lib" }).joined(separator: ":")
        case .java, .dotnet, .go, .provided, .unsupported: break
        }
        variables.merge(function.imageVariables) { own, _ in own }
        variables.merge(defaults) { own, _ in own }
        variables.merge(runtimeVariables) { own, _ in own }
        variables.merge(passed) { own, _ in own }
        variables.merge(reserved) { _, reserved in reserved }
        return variables
    }

    /// The variables for extensions: all except the runtime's own.
    var variablesOfExtensions: [String: String] {
        variables.filter { !Self.namesOfRuntime.contains($0.key) }
    }

    private static let namesOfRuntime: Set = [
        "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_XRAY_CONTEXT_MISSING",
        "AWS_XRAY_DAEMON_ADDRESS", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "_AWS_XRAY_DAEMON_ADDRESS",
        "_AWS_XRAY_DAEMON_PORT", "_HANDLER", "_X_AMZN_TRACE_ID", "PYTHONPATH", "NODE_PATH", "PWD", "SHLVL",
    ]

    private var reserved: [String: String] {
        var reserved = [
            "_HANDLER": function.handler,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(function.settings.memorySize),
            "AWS_LAMBDA_FUNCTION_VERSION": function.version,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": function.logGroup,
            "AWS_LAMBDA_LOG_STREAM_NAME": logStream,
            "AWS_ACCESS_KEY_ID": credentials.accessKeyId,
            "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey.reveal(),
            "AWS_LAMBDA_RUNTIME_API": runtimeAPI,
            "LAMBDA_TASK_ROOT": function.folder,
            "LAMBDA_RUNTIME_DIR": files.runtimes.clientFolder,
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
            "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
            "_AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1",
            "_AWS_XRAY_DAEMON_PORT": "2000",
        ]
        if let logging = function.settings.logging, logging.format == .json {
            reserved["AWS_LAMBDA_LOG_FORMAT"] = logging.format.rawValue
            reserved["AWS_LAMBDA_LOG_LEVEL"] = logging.applicationLevel.rawValue
        }
        reserved["AWS_SESSION_TOKEN"] = credentials.sessionToken?.reveal()
        guard function.runtime.isManaged else { return reserved }
        reserved["PWD"] = function.folder
        reserved["_X_AMZN_TRACE_ID"] = traceId
        reserved["AWS_EXECUTION_ENV"] = "AWS_Lambda_\(function.runtimeName)"
        return reserved
    }
}
