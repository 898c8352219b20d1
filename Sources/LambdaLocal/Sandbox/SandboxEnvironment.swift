// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore

/// The environment of a function's process: what AWS sets, what the function's configuration adds, and nothing of the
/// user's own.
struct SandboxEnvironment: Sendable {
    var function: FunctionDefinition
    var region: String
    var credentials: Credentials
    /// Where functions find this Lambda; AWS has no such variable, there the SDKs know.
    var lambdaEndpoint: String
    /// `HOST:PORT` or `HOST:PORT/TOKEN`.
    var runtimeAPI: String
    var logStream: String
    /// The folder of the interpreter, nil for a bootstrap.
    var interpreterFolder: String?
    /// Where runtimes lie.
    var runtimeFolder: String

    /// Names and values in the order of precedence: a function's own variables cannot replace the platform's.
    var variables: [String: String] {
        var variables: [String: String] = [:]
        for variable in function.settings.environment { variables[variable.name] = variable.value }
        let path = (interpreterFolder.map { [$0] } ?? []) + ["/usr/local/bin", "/usr/bin", "/bin"]
        var defaults = [
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": path.joined(separator: ":"),
            "AWS_ENDPOINT_URL_LAMBDA": lambdaEndpoint,
        ]
        if case .python = function.runtime { defaults["LC_CTYPE"] = "C.UTF-8" }
        variables.merge(defaults) { own, _ in own }
        variables.merge(reserved) { _, reserved in reserved }
        return variables
    }

    private var reserved: [String: String] {
        var reserved = [
            "_HANDLER": function.handler,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(function.settings.memorySize),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": logStream,
            "AWS_ACCESS_KEY_ID": credentials.accessKeyId,
            "AWS_SECRET_ACCESS_KEY": credentials.secretAccessKey.reveal(),
            "AWS_LAMBDA_RUNTIME_API": runtimeAPI,
            "LAMBDA_TASK_ROOT": function.folder,
            "LAMBDA_RUNTIME_DIR": runtimeFolder,
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
            "PWD": function.folder,
        ]
        reserved["AWS_SESSION_TOKEN"] = credentials.sessionToken?.reveal()
        if case .python = function.runtime { reserved["AWS_EXECUTION_ENV"] = "AWS_Lambda_\(function.runtimeName)" }
        return reserved
    }
}
