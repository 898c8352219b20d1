// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
package import SystemPackage

/// Determines how the path that the user passed contains functions.
package enum ProjectKind {
    /// - Parameter path: absolute.
    package static func source(
        at path: FilePath, _ options: ProjectOptions, _ surroundings: ProjectSurroundings
    ) throws(ProjectError) -> any FunctionSource {
        let notices = ProjectNotices(surroundings.notice)
        let options = try options.fixed()
        // For messages. A `..` may be that of a link, which isn't the one in the text.
        let path = path.components.contains { $0.kind == .parentDirectory } ? path : path.lexicallyNormalized()
        return try ReopenedProject(notices) { () throws(ProjectError) in
            let isFile = (try? path.stat())?.type == .regular
            return try isFile
                ? openFile(path, options, surroundings, notices) : openFolder(path, options, surroundings, notices)
        }
    }

    private static func openFile(
        _ path: FilePath, _ options: ProjectOptions, _ surroundings: ProjectSurroundings, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        if ["yaml", "yml", "json", "template"].contains(path.extension),
            let opened = try SAMProject(template: path, options: options).open(surroundings, notices)
        {
            return opened
        }
        if let file = SingleFile(path: path, interpreters: surroundings.interpreters) {
            return try withEnvironment(OpenedProject(source: file, files: []), options, notices)
        }
        throw .unknownKind(path: path.string)
    }

    private static func openFolder(
        _ path: FilePath, _ options: ProjectOptions, _ surroundings: ProjectSurroundings, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        if SettingsFile.exists(path.appending("manifest.json")), !assembly(path).isEmpty {
            let source = TemplateSource(
                files: { assembly(path) }, parameters: options.parameters, account: surroundings.account,
                interpreters: surroundings.interpreters, inlineFolder: surroundings.inlineFolder,
                answers: options.answersFile.map { FilePath($0) }, notice: notices.add)
            return try withEnvironment(OpenedProject(source: source, files: []), options, notices)
        }
        if let opened = try SAMProject(folder: path, options: options).open(surroundings, notices) { return opened }
        let folder = FunctionFolder(path: path.string, interpreters: surroundings.interpreters)
        let files = SAMProject.templateNames.map(path.appending)
        return try withEnvironment(OpenedProject(source: folder, files: files), options, notices)
    }

    /// The templates in a folder written by `cdk synth`; those of nested stacks aren't functions themselves.
    private static func assembly(_ folder: FilePath) -> [FilePath] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0.hasSuffix(".template.json") && !$0.hasSuffix(".nested.template.json") }.sorted()
            .map(folder.appending)
    }

    private static func withEnvironment(
        _ project: OpenedProject, _ options: ProjectOptions, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        try project.withEnvironment(options.environmentFile.map { FilePath($0) }, declaredOnly: false, notices)
    }
}
