// SPDX-License-Identifier: GPL-3.0-or-later

/// A function as its folder describes it.
struct FunctionDefinition: Sendable, Hashable {
    enum Runtime: Sendable, Hashable {
        /// `file` is run by a Python interpreter with the Runtime API client.
        case python(version: String?)
        /// An executable called `bootstrap` speaks the Runtime API itself.
        case provided(name: String)
        /// A runtime of AWS that nothing here can run.
        case unsupported(name: String)
    }

    var name: String
    /// The task root: where the code is, and the working directory of its process.
    var folder: String
    var runtime: Runtime
    /// `module.function`; nil for a bootstrap that needs none.
    var handler: String
    var settings = FunctionSettings()
    /// Why it cannot run; nil when it can.
    var problem: FunctionProblem?
    /// Changes when a file of the folder changes.
    var fingerprint = FolderFingerprint()
}

/// What `function.json` may set, with AWS's member names and defaults.
struct FunctionSettings: Sendable, Hashable {
    var description = ""
    /// Seconds.
    var timeout = 3
    /// Megabytes.
    var memorySize = 128
    var environment: [EnvironmentVariable] = []
    /// nil shares the concurrency of all functions.
    var reservedConcurrency: Int?

    struct EnvironmentVariable: Sendable, Hashable {
        var name: String
        var value: String
    }
}

/// Why a function cannot run: facts only.
enum FunctionProblem: Error, Sendable, Hashable {
    case invalidName
    case unreadable(file: String, reason: String)
    case malformedSettings(file: String, reason: String)
    case unsupportedRuntime(String)
    case bootstrapNotExecutable
    case missingBootstrap
    case interpreterNotFound(String)
}

extension FunctionProblem: CustomStringConvertible {
    var description: String {
        switch self {
        case .invalidName:
            "the folder's name is no function name (letters, digits, - and _, at most 64)"
        case .unreadable(let file, let reason):
            "\(file) cannot be read: \(reason)"
        case .malformedSettings(let file, let reason):
            "\(file): \(reason)"
        case .unsupportedRuntime(let name):
            "the runtime \(name) is not supported here (python3.x, provided.al2023 and provided.al2 are)"
        case .bootstrapNotExecutable:
            "bootstrap is not executable (chmod +x bootstrap)"
        case .missingBootstrap:
            "there is no executable file bootstrap"
        case .interpreterNotFound(let name):
            "no \(name) was found in PATH"
        }
    }
}

extension FunctionDefinition.Runtime {
    /// AWS's name of the runtime.
    var name: String {
        switch self {
        case .python(let version): "python" + (version ?? "3")
        case .provided(let name), .unsupported(let name): name
        }
    }
}
