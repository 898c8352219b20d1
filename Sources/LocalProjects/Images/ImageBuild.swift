// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import JSON
package import LocalFunctions
package import SystemPackage

/// How the image of a function is built, as a template describes it.
package struct ImageBuild: Sendable, Hashable {
    package var dockerfile: FilePath
    package var context: FilePath
    package var target: String?
    package var arguments: [String: String] = [:]
    package var configuration: ImageFunction.Configuration

    /// nil if the template doesn't say how the image is built.
    ///
    /// - Parameters:
    ///   - metadata: of the resource, as SAM (`DockerContext`, `Dockerfile`, …) or the CDK (`aws:asset:…`) writes it.
    ///   - properties: of the function.
    ///   - folder: of the template.
    package init?(metadata: JSONObject, properties: JSONObject, in folder: FilePath) {
        let (context, dockerfile, target, arguments): (String, String?, String?, JSONObject?)
        if metadata["Dockerfile"] != nil || metadata["DockerContext"] != nil {
            context = metadata["DockerContext"]?.string ?? "."
            dockerfile = metadata["Dockerfile"]?.string
            target = metadata["DockerBuildTarget"]?.string
            arguments = metadata["DockerBuildArgs"]?.object
        } else if let path = metadata["aws:asset:path"]?.string, metadata["aws:asset:property"] == "Code.ImageUri" {
            context = path
            dockerfile = metadata["aws:asset:dockerfile-path"]?.string
            target = metadata["aws:asset:docker-build-target"]?.string
            arguments = metadata["aws:asset:docker-build-args"]?.object
        } else {
            return nil
        }
        self.context = folder.pushing(FilePath(context)).lexicallyNormalized()
        self.dockerfile = self.context.pushing(FilePath(dockerfile ?? "Dockerfile")).lexicallyNormalized()
        self.target = target
        for (name, value) in arguments ?? JSONObject() { self.arguments[name] = value.string ?? value.description }
        configuration = ImageFunction.Configuration(properties["ImageConfig"]?.object ?? JSONObject())
    }

    /// What runs in place of the image. Blocks.
    package func function() throws(FunctionProblem) -> ImageFunction {
        guard let content = FileManager.default.contents(atPath: dockerfile.string) else {
            throw .imageNotReadable("\(dockerfile.string) doesn't exist")
        }
        do throws(ImageGap) {
            return try ImageFunction(
                dockerfile: String(decoding: content, as: UTF8.self), context: context, target: target,
                arguments: arguments, configuration: configuration)
        } catch {
            throw .imageNotReadable("\(dockerfile.string): \(error.description)")
        }
    }
}

extension ImageFunction.Configuration {
    fileprivate init(_ members: JSONObject) {
        func words(_ name: String) -> [String]? {
            members[name]?.array.map { $0.map { $0.string ?? $0.description } }.flatMap { $0.isEmpty ? nil : $0 }
        }
        self.init(
            entryPoint: words("EntryPoint"), command: words("Command"),
            workingDirectory: members["WorkingDirectory"]?.string)
    }
}

extension FunctionDefinition {
    /// Their values are folders of the image.
    private static let searchPaths: Set = ["PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "NODE_PATH", "RUBYLIB", "GEM_PATH"]

    /// Runs what its image amounts to.
    package mutating func apply(_ image: ImageFunction) {
        runtime = Runtime(named: image.runtime)
        handler = image.handler
        folder = image.folder.string
        imageVariables = image.environment.filter { !Self.searchPaths.contains($0.key) }
    }
}
