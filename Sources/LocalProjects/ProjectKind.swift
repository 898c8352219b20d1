// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import LocalFunctions
package import SystemPackage

/// Determines how the path that the user passed contains functions.
package enum ProjectKind {
    /// - Parameters:
    ///   - path: absolute.
    ///   - answers: a file with values for a template's dynamic references.
    ///   - inlineFolder: for code that's written in a template, and unpacked archives.
    ///   - notice: receives notices about templates for the user.
    package static func source(
        at path: FilePath, parameters: [String: String], answers: FilePath?, account: LocalAccount,
        interpreters: InterpreterSearch, inlineFolder: String, notice: @escaping @Sendable (String) -> Void
    ) throws(ProjectError) -> any FunctionSource {
        func templates(_ files: @escaping @Sendable () -> [FilePath]) -> TemplateSource {
            TemplateSource(
                files: files, parameters: parameters, account: account, interpreters: interpreters,
                inlineFolder: inlineFolder, answers: answers, notice: notice)
        }
        let isFile = (try? path.stat())?.type == .regular
        if isFile {
            if ["yaml", "yml", "json", "template"].contains(path.extension) { return templates { [path] } }
            if let file = SingleFile(path: path, interpreters: interpreters) { return file }
            throw .unknownKind(path: path.string)
        }
        if exists(path.appending("manifest.json")), !assembly(path).isEmpty { return templates { assembly(path) } }
        for name in ["template.yaml", "template.yml", "template.json"] where exists(path.appending(name)) {
            return templates { [path.appending(name)] }
        }
        return FunctionFolder(path: path.string, interpreters: interpreters)
    }

    private static func exists(_ path: FilePath) -> Bool { (try? path.stat())?.type == .regular }

    /// The templates in a folder written by `cdk synth`; those of nested stacks aren't functions themselves.
    private static func assembly(_ folder: FilePath) -> [FilePath] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0.hasSuffix(".template.json") && !$0.hasSuffix(".nested.template.json") }.sorted()
            .map(folder.appending)
    }
}
