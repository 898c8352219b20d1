// SPDX-License-Identifier: GPL-3.0-or-later

/// A function as its folder describes it.
package struct FunctionDefinition: Sendable, Hashable {
    package enum Runtime: Sendable, Hashable {
        /// `interpreter`, as `python3` or `python3.12`, runs the Runtime API client, which runs the handler.
        case python(interpreter: String)
        /// An executable called `bootstrap` speaks the Runtime API itself.
        case provided(name: String)
        /// A runtime of AWS that nothing here can run.
        case unsupported(name: String)
    }

    package var name: String
    /// The task root: where the code is, and the working directory of its process.
    package var folder: String
    package var runtime: Runtime
    /// The version of the interpreter, where it is known.
    package var interpreterVersion: String?
    /// `module.function`; a bootstrap may take it for what it likes.
    package var handler: String
    package var settings = FunctionSettings()
    /// Why it cannot run; nil when it can.
    package var problem: FunctionProblem?
    /// Changes when a file of the folder changes.
    package var fingerprint = FolderFingerprint()

    package init(name: String, folder: String, runtime: Runtime, handler: String) {
        self.name = name
        self.folder = folder
        self.runtime = runtime
        self.handler = handler
    }
}

/// What `function.json` may set, with AWS's member names and defaults.
package struct FunctionSettings: Sendable, Hashable {
    package var description = ""
    /// Seconds.
    package var timeout = 3
    /// Megabytes.
    package var memorySize = 128
    package var environment: [EnvironmentVariable] = []
    /// nil shares the concurrency of all functions.
    package var reservedConcurrency: Int?

    package init() {}

    package struct EnvironmentVariable: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Why a function cannot run: facts only.
package enum FunctionProblem: Error, Sendable, Hashable {
    case invalidName
    case unreadable(file: String, reason: String)
    case malformedSettings(file: String, reason: String)
    case unsupportedRuntime(String)
    case bootstrapNotExecutable
    case missingBootstrap
    case interpreterNotFound(String)
}

extension FunctionProblem: CustomStringConvertible {
    package var description: String {
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

extension FunctionDefinition {
    /// A sandbox of `other` can run this: nothing has changed but what is known about the interpreter.
    package func runsAlike(_ other: FunctionDefinition) -> Bool {
        var other = other
        other.interpreterVersion = interpreterVersion
        return self == other
    }

    /// AWS's name of the runtime.
    package var runtimeName: String {
        switch runtime {
        case .python(let interpreter): interpreterVersion.map { "python" + $0 } ?? interpreter
        case .provided(let name), .unsupported(let name): name
        }
    }
}
