// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import JSON
import LocalFunctions
import SystemPackage

/// What the user says about a project besides its path.
package struct ProjectOptions: Sendable {
    /// By name; they take precedence over everything that files say.
    package var parameters: [String: String] = [:]
    /// Parameters in SAM's forms; see `ParameterOverrides`.
    package var parameterOverrides: [String] = []
    /// A file with values for a template's dynamic references; see `DynamicAnswers`.
    package var answersFile: String?
    /// A file with values for environment variables; see `EnvironmentOverrides`. Relative to the current folder, as
    /// the others.
    package var environmentFile: String?
    /// Instead of the `samconfig` file next to the template.
    package var configurationFile: String?
    /// An environment of the `samconfig` file.
    package var configurationEnvironment: String?

    package init() {}
}

extension ProjectOptions {
    /// The same, however the current folder changes: with absolute paths, and with the overrides among the parameters.
    func fixed() throws(ProjectError) -> ProjectOptions {
        let folder = FilePath(FileManager.default.currentDirectoryPath)
        var fixed = self
        fixed.answersFile = answersFile.map { folder.pushing(FilePath($0)).string }
        fixed.environmentFile = environmentFile.map { folder.pushing(FilePath($0)).string }
        fixed.configurationFile = configurationFile.map { folder.pushing(FilePath($0)).string }
        fixed.parameterOverrides = []
        do throws(ParameterOverrides.Fault) {
            let overrides = JSONValue.array(parameterOverrides.map(JSONValue.string))
            let values = try ParameterOverrides.values(of: overrides, in: folder, read: SettingsFile.read)
            fixed.parameters = values.merging(parameters) { $1 }
        } catch {
            throw .malformedOverrides(place: "`--parameter-overrides`", reason: error.description)
        }
        return fixed
    }
}

extension ProjectOptions {
    /// The functions of a template, with these options.
    ///
    /// - Parameter folder: a name for what has to be written down of this template.
    func functions(
        of template: FilePath, parameters: [String: String], folder: String, _ surroundings: ProjectSurroundings,
        notice: @escaping @Sendable (TemplateNotice) -> Void
    ) -> any FunctionSource {
        TemplateSource(
            file: template, parameters: parameters, account: surroundings.account,
            interpreters: surroundings.interpreters,
            inlineFolder: FilePath(surroundings.inlineFolder).appending(folder).string,
            answers: answersFile.map { FilePath($0) }, notice: notice,
            warn: { surroundings.notice("\($0.description); the earlier template is used until this is fixed") })
    }
}
