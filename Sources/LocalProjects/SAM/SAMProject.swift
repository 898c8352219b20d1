// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import SystemPackage

/// A template with the `samconfig` file and the build next to it.
struct SAMProject {
    /// Contains the `samconfig` file.
    let folder: FilePath
    /// The template that the user passed; nil: the folder's.
    let template: FilePath?
    let options: ProjectOptions

    static let templateNames = ["template.yaml", "template.yml", "template.json"]
    private static let usualBuild = ".aws-sam/build"

    /// - Parameter template: `samconfig` is next to it, or next to the folder with its build.
    init(template: FilePath, options: ProjectOptions) {
        let own = template.removingLastComponent()
        let isBuilt = Self.isBuild(own)
        folder = isBuilt ? own.removingLastComponent().removingLastComponent() : own
        self.template = template
        self.options = options
    }

    /// - Parameter path: the folder of a project, or of its build.
    init(folder path: FilePath, options: ProjectOptions) {
        let built = path.appending("template.yaml")
        let isBuilt = Self.isBuild(path) && SettingsFile.exists(built)
        folder = isBuilt ? path.removingLastComponent().removingLastComponent() : path
        template = isBuilt ? built : nil
        self.options = options
    }

    private static func isBuild(_ folder: FilePath) -> Bool { folder.string.hasSuffix("/" + usualBuild) }

    /// What decides where the functions are; files that don't exist count too.
    private var files: [FilePath] {
        let names = SAMConfiguration.fileNames + (template == nil ? Self.templateNames : [])
        return names.map(folder.appending) + [configurationFile, template].compactMap(\.self)
    }

    /// nil if there's no template.
    func open(_ surroundings: ProjectSurroundings, _ notices: ProjectNotices) throws(ProjectError) -> OpenedProject? {
        let configuration = try configuration()
        guard let template = template ?? self.template(of: configuration) else { return nil }
        guard SettingsFile.exists(template) else {
            throw .templateUnreadable(path: template.string, reason: "it doesn't exist")
        }
        let (parameters, included) = try parameters(configuration)
        func functions(of template: FilePath) -> any FunctionSource {
            options.functions(
                of: template, parameters: parameters, folder: "template", surroundings, notice: notices.add)
        }
        var opened = OpenedProject(source: functions(of: template), files: files + included + [template])
        if self.template == nil {
            let build = folder.pushing(FilePath(configuration.buildFolder ?? Self.usualBuild))
            let built = build.appending("template.yaml")
            opened.files.append(built)
            if SettingsFile.exists(built) {
                opened.source = SAMBuild(
                    sources: opened.source, built: functions(of: built), template: template, builtTemplate: built,
                    notices: notices)
            }
        }
        let own = configuration.environmentFile.map { folder.pushing(FilePath($0)) }
        let given = options.environmentFile.map { FilePath($0) }
        return try opened.withEnvironment(given ?? own, declaredOnly: true, notices)
    }

    private func template(of configuration: SAMConfiguration) -> FilePath? {
        // That of a build is found anyway, if it isn't older than the sources.
        if let name = configuration.templateFile, !name.contains(".aws-sam/") { return folder.pushing(FilePath(name)) }
        return Self.templateNames.map(folder.appending).first(where: SettingsFile.exists)
    }

    // MARK: Configuration

    private var configurationFile: FilePath? {
        guard let name = options.configurationFile else { return nil }
        let path = FilePath(name)
        // The user may mean it from the current folder, or as SAM from the template's.
        let own = path.lastComponent.map { folder.appending($0) }
        return SettingsFile.exists(path) ? path : own.flatMap { SettingsFile.exists($0) ? $0 : nil } ?? path
    }

    private func configuration() throws(ProjectError) -> SAMConfiguration {
        let found = SAMConfiguration.fileNames.map(folder.appending).first(where: SettingsFile.exists)
        let wanted = options.configurationEnvironment
        guard let file = configurationFile ?? found else {
            if wanted != nil { throw .noConfiguration(folder: folder.string) }
            return SAMConfiguration()
        }
        let document = try SettingsFile.read(file)
        let environment = wanted ?? SAMConfiguration.defaultEnvironment
        if let configuration = SAMConfiguration(document, environment: environment) { return configuration }
        guard wanted == nil else {
            throw .noSuchEnvironment(
                path: file.string, name: environment, known: SAMConfiguration.environments(in: document))
        }
        return SAMConfiguration()
    }

    /// - Returns: the files that the values are from, too.
    private func parameters(
        _ configuration: SAMConfiguration
    ) throws(ProjectError) -> (values: [String: String], files: [FilePath]) {
        guard let overrides = configuration.parameterOverrides else { return (options.parameters, []) }
        var files: [FilePath] = []
        do throws(ParameterOverrides.Fault) {
            let configured = try ParameterOverrides.values(of: overrides, in: folder) { path throws(ProjectError) in
                files.append(path)
                return try SettingsFile.read(path)
            }
            return (configured.merging(options.parameters) { $1 }, files)
        } catch {
            throw .malformedOverrides(place: "parameter_overrides of samconfig", reason: error.description)
        }
    }
}
