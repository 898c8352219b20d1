// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import SystemPackage

/// The stacks in a folder that `cdk synth` wrote, those of its stages included.
struct CloudAssembly {
    struct Stack {
        /// As CloudFormation names it.
        var name: String
        var template: FilePath
    }

    static let manifest = "manifest.json"

    private(set) var stacks: [Stack] = []
    /// All manifests; one for each stage.
    private(set) var manifests: [FilePath] = []

    /// Blocks.
    ///
    /// - Throws: if a manifest can't be read.
    init(_ folder: FilePath) throws(ProjectError) { try add(folder) }

    private mutating func add(_ folder: FilePath) throws(ProjectError) {
        let manifest = folder.appending(Self.manifest)
        guard !manifests.contains(manifest) else { return }
        manifests.append(manifest)
        let artifacts = try SettingsFile.read(manifest)["artifacts"]?.object
        // Folders from before there were artifacts.
        guard let artifacts else { return addTemplates(in: folder) }
        for (id, artifact) in artifacts {
            let properties = artifact["properties"]
            switch artifact["type"]?.string {
            case "aws:cloudformation:stack":
                guard let file = properties?["templateFile"]?.string else { continue }
                stacks.append(
                    Stack(name: properties?["stackName"]?.string ?? id, template: folder.pushing(FilePath(file))))
            case "cdk:cloud-assembly":
                guard let name = properties?["directoryName"]?.string else { continue }
                try add(folder.pushing(FilePath(name)))
            default: continue
            }
        }
    }

    private mutating func addTemplates(in folder: FilePath) {
        let ending = ".template.json"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names.sorted() where name.hasSuffix(ending) && !name.hasSuffix(".nested" + ending) {
            stacks.append(Stack(name: String(name.dropLast(ending.count)), template: folder.appending(name)))
        }
    }
}
