// SPDX-License-Identifier: GPL-3.0-or-later

/// A function as its folder describes it.
package struct FunctionDefinition: Sendable, Hashable {
    package enum Runtime: Sendable, Hashable {
        /// `interpreter`, as `python3` or `python3.12`, runs the Runtime API client, which runs the handler.
        case python(interpreter: String)
        /// `node` runs the Runtime API client, which runs the handler; `name` is AWS's, as `nodejs22.x`.
        case node(name: String)
        /// `ruby` runs AWS's client, which runs the handler; `name` is AWS's, as `ruby3.4`.
        case ruby(name: String)
        /// `java` runs AWS's client, which runs the handler; `name` is AWS's, as `java21`.
        case java(name: String)
        /// An executable called `bootstrap` speaks the Runtime API itself.
        case provided(name: String)
        /// A runtime of AWS that nothing here can run.
        case unsupported(name: String)
    }

    package var name: String
    /// `$LATEST`, or the number of a published version.
    package var version = Self.latest
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
    /// What the API was told when the code was deployed; nil for code that is where the user keeps it.
    package var deployed: DeployedCode?

    package static let latest = "$LATEST"

    package init(name: String, folder: String, runtime: Runtime, handler: String) {
        self.name = name
        self.folder = folder
        self.runtime = runtime
        self.handler = handler
    }
}

/// Code that was deployed through the API.
package struct DeployedCode: Sendable, Hashable, Codable {
    /// Base64.
    package var sha256: String
    /// Of the archive, in bytes.
    package var size: Int
    /// Seconds since the epoch.
    package var lastModified: Int
    package var role: String
    /// A UUID that changes with each change.
    package var revisionId: String

    package init(sha256: String, size: Int, lastModified: Int, role: String, revisionId: String) {
        self.sha256 = sha256
        self.size = size
        self.lastModified = lastModified
        self.role = role
        self.revisionId = revisionId
    }
}

/// What a function's configuration sets, with AWS's defaults.
package struct FunctionSettings: Sendable, Hashable, Codable {
    package var description = ""
    /// Seconds.
    package var timeout = 3
    /// Megabytes.
    package var memorySize = 128
    /// nil when none was ever set.
    package var environment: [EnvironmentVariable]?
    /// Megabytes.
    package var ephemeralStorage = 512
    /// Folders with the content of layers, the last one first on search paths.
    package var layers: [String] = []
    /// Where events go that failed for good: an ARN.
    package var deadLetterTarget: String?
    /// nil shares the concurrency of all functions.
    package var reservedConcurrency: Int?

    package init() {}

    package struct EnvironmentVariable: Sendable, Hashable, Codable {
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
    /// AWS's client for the runtime, which is described, is not installed.
    case clientNotFound(runtime: String, String)
    /// A layer is no folder here.
    case layerNotFound(String)
    case image
    case nestedStack
    /// The template's code is in S3.
    case codeElsewhere
    case codeNotFound(String)
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
            "the runtime \(name) is not supported here (python3.x, nodejs, ruby, java and provided are)"
        case .bootstrapNotExecutable:
            "bootstrap is not executable (chmod +x bootstrap)"
        case .missingBootstrap:
            "there is no executable file bootstrap"
        case .interpreterNotFound(let name):
            "no \(name) was found in PATH"
        case .clientNotFound(let runtime, let client):
            "\(runtime) runs by AWS's client, which was not found: \(client)"
        case .image:
            "it is a container image, and there are no containers here"
        case .nestedStack:
            "it is a nested stack: serve its own template"
        case .codeElsewhere:
            "its code is in S3, and not here"
        case .codeNotFound(let path):
            "there is no folder \(path) with its code"
        case .layerNotFound(let path):
            "the layer \(path) is no folder here; Layers takes folders"
        }
    }
}

extension FunctionDefinition.Runtime {
    /// By AWS's name, as `python3.13`, `nodejs22.x` or `provided.al2023`.
    package init(named name: String) {
        self =
            if name.hasPrefix("python3") {
                .python(interpreter: name)
            } else if name.hasPrefix("nodejs") {
                .node(name: name)
            } else if name.hasPrefix("ruby") {
                .ruby(name: name)
            } else if name.hasPrefix("java") {
                .java(name: name)
            } else if name.hasPrefix("provided") {
                .provided(name: name)
            } else {
                .unsupported(name: name)
            }
    }

    /// AWS brings the runtime, and the function a handler for it.
    package var isManaged: Bool {
        switch self {
        case .python, .node, .ruby, .java: true
        case .provided, .unsupported: false
        }
    }
}

extension FunctionDefinition {
    /// A sandbox of `other` can run this: nothing has changed but what is known about the interpreter.
    package func runsAlike(_ other: FunctionDefinition) -> Bool {
        var other = other
        other.interpreterVersion = interpreterVersion
        other.settings.reservedConcurrency = settings.reservedConcurrency
        return self == other
    }

    /// AWS's name of the runtime.
    package var runtimeName: String {
        switch runtime {
        case .python(let interpreter): interpreterVersion.map { "python" + $0 } ?? interpreter
        case .node(let name), .ruby(let name), .java(let name), .provided(let name), .unsupported(let name): name
        }
    }

    package var logGroup: String { "/aws/lambda/\(name)" }
}
