// SPDX-License-Identifier: GPL-3.0-or-later

/// A function as described by its folder.
package struct FunctionDefinition: Sendable, Hashable {
    package enum Runtime: Sendable, Hashable {
        /// Python runs the Runtime API client, which runs the handler; `name` is AWS's, for example `python3.12`, or
        /// `python3` for any version.
        case python(name: String)
        /// `node` runs the Runtime API client, which runs the handler; `name` is AWS's, for example `nodejs22.x`.
        case node(name: String)
        /// `ruby` runs AWS's client, which runs the handler; `name` is AWS's, for example `ruby3.4`.
        case ruby(name: String)
        /// `java` runs AWS's client, which runs the handler; `name` is AWS's, for example `java21`.
        case java(name: String)
        /// `dotnet` runs an assembly, which contains AWS's client, or AWS's client, which runs the handler; `name` is
        /// AWS's, for example `dotnet8`.
        case dotnet(name: String)
        /// The executable that the handler names, which implements the Runtime API itself.
        case go(name: String)
        /// An executable called `bootstrap` that implements the Runtime API itself.
        case provided(name: String)
        /// An AWS runtime that can't run here.
        case unsupported(name: String)
    }

    package var name: String
    /// What files about its project call it, such as its logical ID in a template.
    package var otherNames: [String] = []
    /// `$LATEST`, or the number of a published version.
    package var version = Self.latest
    /// The task root: the folder with the code, and the working directory of its process.
    package var folder: String
    package var runtime: Runtime
    /// The version of the interpreter, if known.
    package var interpreterVersion: String?
    /// `module.function`; a bootstrap may interpret it freely.
    package var handler: String
    package var settings = FunctionSettings()
    /// Environment variables of its container image; the function's own replace them.
    package var imageVariables: [String: String] = [:]
    /// Why it can't run; nil if it can.
    package var problem: FunctionProblem?
    /// Changes when a file of the folder changes.
    package var fingerprint = FolderFingerprint()
    /// Changes when a file of a layer changes.
    package var layersFingerprint = FolderFingerprint()
    /// What the API received when the code was deployed; nil for code in the user's own folder.
    package var deployed: DeployedCode?

    /// What its template declares.
    package var qualifiers = DeclaredQualifiers()
    /// How a template says that its code is built; nil without a template.
    package var build: BuildInstructions?

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

/// The settings in a function's configuration, with AWS's defaults.
package struct FunctionSettings: Sendable, Hashable, Codable {
    package var description = ""
    /// Seconds.
    package var timeout = 3
    /// Megabytes.
    package var memorySize = 128
    /// nil if it was never set.
    package var environment: [EnvironmentVariable]?
    /// Megabytes.
    package var ephemeralStorage = 512
    /// Folders with the content of layers; the last one comes first in search paths.
    package var layers: [String] = []
    /// The destination of events that failed permanently: an ARN.
    package var deadLetterTarget: String?
    /// nil: shares the concurrency of all functions.
    package var reservedConcurrency: Int?
    /// nil if it was never set.
    package var logging: LoggingSettings?
    /// Members of the configuration that have no effect here, as JSON text by their names; nil if none was ever set.
    package var described: [String: String]?
    /// The URI of a container image; nil for functions of other kinds, and images that have yet to be built.
    package var imageURI: String?
    /// Where the code is on AWS; nil if it's on this machine, or an image.
    package var storedCode: StoredCode?
    /// The configuration of the function's URL in a template; nil without one.
    package var url: FunctionURLSettings?

    package init() {}

    /// The code is a container image.
    package var isImage: Bool { imageURI != nil || described?["PackageType"] == #""Image""# }

    /// An object in S3.
    package struct StoredCode: Sendable, Hashable, Codable {
        package var bucket: String
        package var key: String
        package var version: String?

        package init(bucket: String, key: String, version: String? = nil) {
            self.bucket = bucket
            self.key = key
            self.version = version
        }
    }

    package struct EnvironmentVariable: Sendable, Hashable, Codable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Why a function can't run: facts only.
package enum FunctionProblem: Error, Sendable, Hashable {
    case invalidName
    case unreadable(file: String, reason: String)
    case malformedSettings(file: String, reason: String)
    case unsupportedRuntime(String)
    case bootstrapNotExecutable
    /// With what builds it, if the folder has sources.
    case missingBootstrap(build: String?)
    /// The program that the handler names isn't in the folder; with what builds it.
    case missingProgram(String, build: String?)
    case programNotExecutable(String)
    /// A file of the .NET assembly that the handler names isn't in the folder.
    case assemblyNotFound(String)
    /// There's no interpreter that can run it.
    case interpreterNotFound(InterpreterGap)
    /// There's one in another version, which isn't wanted.
    case interpreterRefused(InterpreterGap)
    /// The embedded Lambda ended while it looked for the interpreter.
    case searchEnded
    /// AWS's client for the runtime isn't installed; with the client's description.
    case clientNotFound(runtime: String, String)
    /// A layer isn't a folder here.
    case layerNotFound(String)
    case image
    /// Its Dockerfile doesn't show how to run it without its image.
    case imageNotReadable(String)
    /// The template's code is in S3.
    case codeElsewhere
    case codeNotFound(String)
    /// The handler's file is in a language that has to be compiled first.
    case notCompiled(file: String)
}

extension FunctionProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidName:
            "the folder's name isn't a valid function name (letters, digits, - and _, at most 64)"
        case .unreadable(let file, let reason):
            "\(file) can't be read: \(reason)"
        case .malformedSettings(let file, let reason):
            "\(file): \(reason)"
        case .unsupportedRuntime(let name):
            "the runtime \(name) isn't supported here (use python3.x, nodejs, ruby, java, dotnet or provided)"
        case .bootstrapNotExecutable:
            "bootstrap isn't executable (run chmod +x bootstrap)"
        case .missingBootstrap(let build):
            "it has no executable file named bootstrap" + (build.map { "; build it: \($0)" } ?? "")
        case .missingProgram(let name, let build):
            "it has no executable file named \(name)" + (build.map { "; build it: \($0)" } ?? "")
        case .programNotExecutable(let name):
            "\(name) isn't executable (run chmod +x \(name))"
        case .assemblyNotFound(let file):
            "its folder doesn't contain \(file); publish the project (dotnet publish, or sam build)"
        case .interpreterNotFound(let gap):
            gap.explanation
        case .interpreterRefused(let gap):
            "\(gap.explanation); install it, or leave out --strict-runtimes to use the nearest version"
        case .searchEnded:
            "the embedded Lambda is shutting down"
        case .clientNotFound(let runtime, let client):
            "\(runtime) needs AWS's client, which wasn't found: \(client)"
        case .image:
            "it's a container image, which lamsh can't run; name the folder with its Dockerfile in Metadata "
                + "(DockerContext, Dockerfile)"
        case .imageNotReadable(let reason):
            "it's a container image that lamsh can't run as a process: \(reason)"
        case .codeElsewhere:
            "its code is in S3, not on this machine"
        case .codeNotFound(let path):
            "its code, \(path), doesn't exist; if a build writes it, build the project first"
        case .notCompiled(let file):
            "its handler is \(file), which has to be compiled to JavaScript first; run the project's build, and use the "
                + "folder or template that it writes"
        case .layerNotFound(let path):
            "the layer \(path) isn't a folder on this machine; Layers must list folders"
        }
    }
}

extension FunctionDefinition.Runtime {
    /// By AWS's name, for example `python3.13`, `nodejs22.x` or `provided.al2023`.
    package init(named name: String) {
        self =
            if name.hasPrefix("python3") {
                .python(name: name)
            } else if name.hasPrefix("nodejs") {
                .node(name: name)
            } else if name.hasPrefix("ruby") {
                .ruby(name: name)
            } else if name.hasPrefix("java") {
                .java(name: name)
            } else if name.hasPrefix("dotnet") {
                .dotnet(name: name)
            } else if name == "go1.x" {
                .go(name: name)
            } else if name.hasPrefix("provided") {
                .provided(name: name)
            } else {
                .unsupported(name: name)
            }
    }

    /// AWS provides the runtime, and the function provides a handler for it.
    package var isManaged: Bool {
        switch self {
        case .python, .node, .ruby, .java, .dotnet, .go: true
        case .provided, .unsupported: false
        }
    }
}

extension FunctionDefinition {
    /// A sandbox of `other` can run this function: only the knowledge about the interpreter has changed.
    package func runsAlike(_ other: FunctionDefinition) -> Bool {
        var other = other
        other.interpreterVersion = interpreterVersion
        other.settings.reservedConcurrency = settings.reservedConcurrency
        return self == other
    }

    /// What has changed since an earlier state, for a log; nil if a sandbox of that can run this function.
    package func change(since earlier: FunctionDefinition) -> String? {
        if earlier.runsAlike(self) { return nil }
        var rest = earlier
        rest.folder = folder
        rest.fingerprint = fingerprint
        rest.deployed = deployed
        rest.settings.layers = settings.layers
        rest.layersFingerprint = layersFingerprint
        let (code, old) = (deployed?.sha256, earlier.deployed?.sha256)
        let parts = [
            (folder, fingerprint) != (earlier.folder, earlier.fingerprint) || code != old ? "code" : nil,
            (settings.layers, layersFingerprint) != (earlier.settings.layers, earlier.layersFingerprint)
                ? "layers" : nil,
            rest.runsAlike(self) ? nil : "configuration",
        ].compactMap(\.self)
        return parts.isEmpty ? "configuration" : parts.joined(separator: " and ")
    }

    /// AWS's name of the runtime.
    package var runtimeName: String {
        switch runtime {
        // A version that the function names stays its own, even if it runs on another one here.
        case .python(let name):
            InterpreterRequest(.python, name: name).wanted == nil
                ? interpreterVersion.map { "python" + $0 } ?? name : name
        case .node(let name), .ruby(let name), .java(let name), .dotnet(let name), .go(let name), .provided(let name),
            .unsupported(let name):
            name
        }
    }

    package var logGroup: String { settings.logging?.group ?? "/aws/lambda/\(name)" }
}
