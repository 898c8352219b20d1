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
        if ServerlessProject.isDescription(path) {
            return try ServerlessProject(path).open(options, surroundings, notices)
        }
        if ["yaml", "yml", "json", "template"].contains(path.extension),
            let opened = try SAMProject(template: path, options: options).open(surroundings, notices)
        {
            return opened
        }
        if let file = SingleFile(path: path, interpreters: surroundings.interpreters) {
            return try withEnvironment(OpenedProject(source: file, files: []), options, notices)
        }
        throw path.extension == "tf" ? .terraform(path: path.string) : .unknownKind(path: path.string)
    }

    /// Opens the first kind of project that the folder has files of.
    private static func openFolder(
        _ path: FilePath, _ options: ProjectOptions, _ surroundings: ProjectSurroundings, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        if CDKProject.isOutput(path) { return try CDKProject(output: path).open(options, surroundings, notices) }
        let present = decidingFiles.filter { SettingsFile.exists(path.appending($0)) }
        var (opened, used) = try openProject(in: path, present, options, surroundings, notices)
        opened.files += decidingFiles.map(path.appending)
        let others = present.filter { $0 != used }
        if let used, !others.isEmpty {
            notices.add(
                "\(path.string) also has \(others.joined(separator: " and ")); \(used) is used (pass the path of another "
                    + "to use that)")
        }
        return opened
    }

    /// The name of the file that makes a folder a project; nil if there's none.
    package static func projectFile(in folder: FilePath) -> String? {
        decidingFiles.first { SettingsFile.exists(folder.appending($0)) }
    }

    /// Where a folder has several, the first one counts.
    private static let decidingFiles = [CDKProject.file] + SAMProject.templateNames + ServerlessProject.fileNames

    /// - Returns: the project, and which of the `present` files it's from; nil for none of them.
    private static func openProject(
        in path: FilePath, _ present: [String], _ options: ProjectOptions, _ surroundings: ProjectSurroundings,
        _ notices: ProjectNotices
    ) throws(ProjectError) -> (OpenedProject, used: String?) {
        // One that was never synthesized has no functions, but the folder may be another kind of project, too.
        if present.contains(CDKProject.file) {
            let project = try CDKProject(folder: path)
            if present.count == 1 || project.isSynthesized {
                return (try project.open(options, surroundings, notices), CDKProject.file)
            }
        }
        if let opened = try SAMProject(folder: path, options: options).open(surroundings, notices) {
            return (opened, present.first(where: SAMProject.templateNames.contains))
        }
        if let name = present.first(where: ServerlessProject.fileNames.contains) {
            return (try ServerlessProject(path.appending(name)).open(options, surroundings, notices), name)
        }
        let folder = FunctionFolder(path: path.string, interpreters: surroundings.interpreters)
        if hasTerraform(path) {
            guard (try? folder.functions())?.isEmpty == false else { throw .terraform(path: path.string) }
            notices.add(
                "only the folders of functions are used: \(ProjectError.terraform(path: path.string).description)")
        }
        return (try withEnvironment(OpenedProject(source: folder, files: []), options, notices), nil)
    }

    private static func hasTerraform(_ folder: FilePath) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.contains { $0.hasSuffix(".tf") || $0.hasSuffix(".tf.json") }
    }

    private static func withEnvironment(
        _ project: OpenedProject, _ options: ProjectOptions, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        try project.withEnvironment(options.environmentFile.map { FilePath($0) }, declaredOnly: false, notices)
    }
}
