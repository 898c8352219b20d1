// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage

/// How a function whose code is a container image runs without the image: the runtime, handler and code folder that its
/// Dockerfile amounts to.
///
/// That's possible if the entry point is a runtime that lamsh knows, and the code is a folder of the build context.
/// RUN instructions are ignored: they install what the machine has to have.
package struct ImageFunction: Sendable, Hashable {
    /// The members of an `ImageConfig`, which replace instructions.
    package struct Configuration: Sendable, Hashable {
        package var entryPoint: [String]?
        package var command: [String]?
        package var workingDirectory: String?

        package init(entryPoint: [String]? = nil, command: [String]? = nil, workingDirectory: String? = nil) {
            self.entryPoint = entryPoint
            self.command = command
            self.workingDirectory = workingDirectory
        }
    }

    /// AWS's name, for example `python3.12`, or the name of any version.
    package var runtime: String
    package var handler: String
    package var folder: FilePath
    /// From ENV.
    package var environment: [String: String]

    /// Blocks: looks whether the sources of COPY are folders.
    ///
    /// - Parameters:
    ///   - text: the Dockerfile.
    ///   - context: the folder of the build.
    ///   - target: the stage; nil: the last one.
    ///   - arguments: values for ARG.
    package init(
        dockerfile text: String, context: FilePath, target: String? = nil, arguments: [String: String] = [:],
        configuration: Configuration = Configuration()
    ) throws(ImageGap) {
        let stages = DockerStages(DockerfileReader.instructions(in: text), context: context, arguments: arguments)
        guard let stage = stages.stage(named: target) else { throw .noStage(target) }
        let base = stages.base(of: stage)
        let entry = try Entry(stage, base: base, configuration)
        runtime = entry.runtime
        handler = entry.handler
        let root =
            base.isAWSs ? DockerStages.taskRoot : configuration.workingDirectory ?? stage.workingDirectory
        folder = try Self.folder(of: stage, root: root, context: context, isBootstrap: entry.isBootstrap)
        environment = stage.environment
    }

    // MARK: What's started

    private struct Entry {
        var runtime: String
        var handler: String
        var isBootstrap = false

        init(_ stage: DockerStages.Stage, base: BaseImage, _ configuration: Configuration) throws(ImageGap) {
            if let line = stage.shellFormLine, configuration.command == nil { throw .shellForm(line: line) }
            let entryPoint = configuration.entryPoint ?? stage.entryPoint ?? []
            let command = configuration.command ?? stage.command ?? []
            let isDefault = entryPoint.allSatisfy { $0.hasSuffix("lambda-entrypoint.sh") }
            if base.isAWSs, isDefault, let runtime = base.runtime {
                isBootstrap = runtime.hasPrefix("provided")
                guard let handler = command.first ?? (isBootstrap ? "bootstrap" : nil) else { throw .noCommand }
                (self.runtime, self.handler) = (runtime, handler)
                return
            }
            let words = entryPoint + command
            guard let client = Self.client(words), let runtime = base.runtime(client.language) else {
                throw .entryPoint(words)
            }
            guard let handler = words.dropFirst(client.length).first else { throw .noCommand }
            (self.runtime, self.handler) = (runtime, handler)
        }

        /// AWS's runtime interface client at the start of a command line: its language, and how many words it takes.
        private static func client(_ words: [String]) -> (language: String, length: Int)? {
            let names = words.map { word in word.split(separator: "/").last.map(String.init) ?? word }
            guard let program = names.first else { return nil }
            if program.hasPrefix("python"), words.dropFirst().starts(with: ["-m", "awslambdaric"]) {
                return ("python", 3)
            }
            switch (program, names.dropFirst().first) {
            case ("aws-lambda-ric", _): return ("nodejs", 1)
            case ("npx", "aws-lambda-ric"?): return ("nodejs", 2)
            case ("node", "index.mjs"?), ("node", "index.js"?), ("node", "aws-lambda-ric"?):
                return words[1].contains("aws-lambda-ric") ? ("nodejs", 2) : nil
            case ("aws_lambda_ric", _): return ("ruby", 1)
            case ("java", _):
                let place = words.firstIndex(of: "com.amazonaws.services.lambda.runtime.api.client.AWSLambda")
                return place.map { ("java", $0 + 1) }
            default: return nil
            }
        }
    }

    // MARK: The code

    /// Files that only name dependencies; where they are doesn't matter.
    private static let listings = [
        "requirements", "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "pyproject.toml",
        "poetry.lock", "uv.lock", "Pipfile", "Gemfile", "npm-shrinkwrap.json", "tsconfig.json",
    ]

    /// The folder of the context that looks like the image's folder with the code.
    private static func folder(
        of stage: DockerStages.Stage, root: String, context: FilePath, isBootstrap: Bool
    ) throws(ImageGap) -> FilePath {
        // A bootstrap may also be in the folder of the runtime.
        let roots = [DockerPath.parts(root)] + (isBootstrap ? [["var", "runtime"]] : [])
        var found: (parts: [String], isListing: Bool)?
        for copy in stage.copies {
            guard let inside = roots.lazy.compactMap({ DockerPath.rest(copy.destination, below: $0) }).first else {
                continue
            }
            guard let source = copy.source else { throw .built(line: copy.line) }
            let isListing = source.last.map { name in listings.contains { name.hasPrefix($0) } } ?? false
            guard source.count >= inside.count, Array(source.suffix(inside.count)) == inside else {
                if isListing { continue }
                throw .assembled(line: copy.line)
            }
            let folder = Array(source.dropLast(inside.count))
            if let known = found {
                if known.parts == folder || isListing { continue }
                guard known.isListing else { throw .assembled(line: copy.line) }
            }
            found = (folder, isListing)
        }
        guard let found else { throw .noCode }
        return found.parts.reduce(context) { $0.appending($1) }
    }
}
