// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import SystemPackage

/// The functions of a CDK project, or of the `cdk.out` that it wrote.
struct CDKProject {
    static let file = "cdk.json"

    /// With `cdk.json`; nil if the user passed the output itself.
    private let folder: FilePath?
    private let output: FilePath

    /// - Parameter folder: contains `cdk.json`.
    init(folder: FilePath) throws(ProjectError) {
        self.folder = folder
        let settings = try SettingsFile.read(folder.appending(Self.file))
        output = folder.pushing(FilePath(settings["output"]?.string ?? "cdk.out"))
    }

    init(output: FilePath) {
        folder = nil
        self.output = output
    }

    var isSynthesized: Bool { SettingsFile.exists(output.appending(CloudAssembly.manifest)) }

    /// Whether `cdk synth` wrote the folder.
    static func isOutput(_ folder: FilePath) -> Bool {
        guard let manifest = try? SettingsFile.read(folder.appending(CloudAssembly.manifest)) else { return false }
        // Other programs have a manifest.json, too.
        return manifest["artifacts"] != nil || (try? CloudAssembly(folder))?.stacks.isEmpty == false
    }

    func open(
        _ options: ProjectOptions, _ surroundings: ProjectSurroundings, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        let manifest = output.appending(CloudAssembly.manifest)
        guard isSynthesized else { throw .notSynthesized(output: output.string) }
        let assembly = try CloudAssembly(output)
        let stacks = assembly.stacks.map { stack in
            (
                stack.name,
                options.functions(
                    of: stack.template, parameters: options.parameters, folder: stack.name, surroundings,
                    notice: notices.add)
            )
        }
        var source: any FunctionSource = StackedFunctions(stacks: stacks)
        if let folder {
            source = DatedFunctions(
                source: source, changes: SourceChanges(folder: folder, skipping: output), writtenAt: manifest,
                notices: notices)
        }
        let opened = OpenedProject(
            source: source, files: assembly.manifests + [folder?.appending(Self.file)].compactMap(\.self))
        return try opened.withEnvironment(options.environmentFile.map { FilePath($0) }, declaredOnly: true, notices)
    }
}
