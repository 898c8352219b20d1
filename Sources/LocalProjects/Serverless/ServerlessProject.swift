// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import LocalFunctions
import SystemPackage

/// A project of the Serverless Framework. As the framework does, it's turned into a CloudFormation template, which is
/// then read as any other.
struct ServerlessProject {
    private static let readable = ["serverless.yml", "serverless.yaml", "serverless.json"]
    private static let programs = ["serverless.ts", "serverless.js", "serverless.mjs", "serverless.cjs"]
    /// In the order in which the framework looks for them.
    static let fileNames = readable + programs

    private let file: FilePath

    init(_ file: FilePath) { self.file = file }

    /// Whether a file that the user passed describes such a project; it may have another name, as in `serverless-v2.yml`.
    static func isDescription(_ file: FilePath) -> Bool {
        guard let name = file.lastComponent?.string, name.hasPrefix("serverless") else { return false }
        return ["yml", "yaml", "json", "ts"].contains(file.extension) || programs.contains(name)
    }

    func open(
        _ options: ProjectOptions, _ surroundings: ProjectSurroundings, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        guard ["yml", "yaml", "json"].contains(file.extension) else { throw .serverlessProgram(path: file.string) }
        guard let content = FileManager.default.contents(atPath: file.string) else {
            throw .settingsUnreadable(path: file.string, reason: "you aren't allowed to read it")
        }
        let bytes = Array(content)
        let folder = file.removingLastComponent()
        let document = try SettingsFile.value(of: bytes, file)
        let files = ServerlessFiles(folder: folder)
        let service: ServerlessService
        do throws(ServerlessFault) {
            var variables = surroundings.variables
            if document["useDotenv"]?.bool == true {
                let stage = try ServerlessVariables(
                    document, options: options.parameters, variables: variables, account: surroundings.account,
                    read: files.read
                ).stage
                variables = files.variables(stage: stage, variables)
            }
            service = try ServerlessService(
                document, options: options.parameters, variables: variables, account: surroundings.account,
                files: files.read)
        } catch {
            throw .settingsUnreadable(path: file.string, reason: error.description(in: bytes))
        }
        for gap in service.gaps { notices.add("\(file.string): \(gap.description(in: bytes))") }
        let template = try write(service, in: folder, surroundings)
        let name = file.string
        let source = options.functions(of: template, parameters: [:], folder: "template", surroundings) { notice in
            // The lines are those of the template.
            notices.add("\(name): \(notice.fact)")
        }
        let opened = OpenedProject(
            source: ServerlessFunctions(source: source, keys: service.keys), files: [file] + files.known)
        return try opened.withEnvironment(options.environmentFile.map { FilePath($0) }, declaredOnly: true, notices)
    }

    private func write(
        _ service: ServerlessService, in folder: FilePath, _ surroundings: ProjectSurroundings
    ) throws(ProjectError) -> FilePath {
        // A template's folder has the name of its stack.
        let own = FilePath(surroundings.inlineFolder).appending(service.stack.replacing("/", with: "-"))
        let path = own.appending("template.json")
        let template = service.template(in: folder.string)
        do {
            try FileManager.default.createDirectory(atPath: own.string, withIntermediateDirectories: true)
            try WholeFile.replace(path, with: Array(template.description.utf8), synchronising: false)
        } catch {
            throw .settingsUnreadable(path: file.string, reason: "\(path.string) can't be written: \(error)")
        }
        return path
    }
}

/// The functions of the template that a description was turned into.
private struct ServerlessFunctions: FunctionSource {
    let source: any FunctionSource
    /// What the description calls them, by their names.
    let keys: [String: String]

    func checkReadable() throws(ProjectError) { try source.checkReadable() }
    func functions() throws(ProjectError) -> [FunctionDefinition] { try source.functions().map(completed) }
    func function(named name: String) -> FunctionDefinition? { source.function(named: name).map(completed) }

    private func completed(_ function: FunctionDefinition) -> FunctionDefinition {
        var function = function
        if let key = keys[function.name] { function.otherNames.append(key) }
        if function.problem == nil, !function.hasHandlerFile, let file = function.uncompiledHandler {
            function.problem = .notCompiled(file: file)
        }
        return function
    }
}
