// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import LocalFunctions
import Synchronization
import SystemPackage

/// The functions of templates: one SAM or CloudFormation template, or those in a cloud assembly written by the CDK.
final class TemplateSource: FunctionSource {
    private let files: @Sendable () -> [FilePath]
    private let parameters: [String: String]
    private let account: LocalAccount
    private let interpreters: InterpreterSearch
    /// For code that's written in the template itself.
    private let inlineFolder: FilePath
    /// The parsed content of each file, and the file's state at that time.
    private let known = Mutex<[FilePath: (state: FolderFingerprint, template: DeploymentTemplate)]>([:])

    /// - Parameter files: lists the templates; called each time.
    init(
        files: @escaping @Sendable () -> [FilePath], parameters: [String: String], account: LocalAccount,
        interpreters: InterpreterSearch, inlineFolder: String
    ) {
        self.files = files
        self.parameters = parameters
        self.account = account
        self.interpreters = interpreters
        self.inlineFolder = FilePath(inlineFolder)
    }

    func checkReadable() throws(ProjectError) { _ = try functions() }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        var functions: [FunctionDefinition] = []
        for file in files() {
            let template: DeploymentTemplate
            do throws(TemplateFault) {
                template = try read(file)
            } catch {
                throw .templateUnreadable(path: file.string, reason: error.description)
            }
            let folder = file.removingLastComponent()
            functions += template.resources.compactMap { definition($0, of: template, in: folder) }
        }
        return functions.sorted { $0.name < $1.name }
    }

    func function(named name: String) -> FunctionDefinition? {
        (try? functions())?.first { $0.name == name }
    }

    private func read(_ file: FilePath) throws(TemplateFault) -> DeploymentTemplate {
        let state = FolderFingerprint(ofFile: file)
        if let known = known.withLock({ $0[file] }), known.state == state { return known.template }
        guard let content = FileManager.default.contents(atPath: file.string) else {
            throw .unreadable(reason: "it can't be read")
        }
        let stack = file.removingLastComponent().lastComponent?.string ?? "stack"
        let template = try DeploymentTemplate(
            parsing: Array(content), parameters: parameters, account: account, stack: stack)
        known.withLock { $0[file] = (state, template) }
        return template
    }

    // MARK: One resource

    /// nil for resources that aren't functions and don't contain any.
    private func definition(
        _ resource: DeploymentTemplate.Resource, of template: DeploymentTemplate, in folder: FilePath
    ) -> FunctionDefinition? {
        switch resource.type {
        case "AWS::Serverless::Function", "AWS::Lambda::Function": break
        case "AWS::CloudFormation::Stack", "AWS::Serverless::Application":
            var nested = FunctionDefinition(
                name: resource.id, folder: folder.string, runtime: .unsupported(name: resource.type), handler: "")
            nested.problem = .nestedStack
            return nested
        default: return nil
        }
        let properties = resource.properties
        var function = FunctionDefinition(
            name: properties["FunctionName"]?.string ?? resource.id, folder: folder.string,
            runtime: .provided(name: "provided.al2023"), handler: "bootstrap")
        do throws(FunctionProblem) {
            if properties["PackageType"]?.string == "Image" || properties["ImageUri"] != nil { throw .image }
            function.folder = try code(of: resource, in: folder, name: function.name)
            function.apply(try settings(properties, of: template, in: folder))
            if (try? FilePath(function.folder).stat())?.type != .directory {
                throw .codeNotFound(function.folder)
            }
            function.fingerprint = FolderFingerprint(of: FilePath(function.folder))
            try function.check(interpreters)
        } catch {
            function.problem = error
        }
        return function
    }

    private func settings(
        _ properties: JSONObject, of template: DeploymentTemplate, in folder: FilePath
    ) throws(FunctionProblem) -> FunctionProperties {
        var members = properties
        // SAM and CloudFormation accept numbers and booleans in place of their text.
        if let variables = properties["Environment"]?.object?["Variables"]?.object {
            var texts = JSONObject()
            for (name, value) in variables { texts[name] = .string(value.string ?? value.description) }
            members["Environment"] = .object(["Variables": .object(texts)])
        }
        for name in ["Timeout", "MemorySize", "ReservedConcurrentExecutions"] {
            if let text = members[name]?.string, let number = Int(text) { members[name] = .number(JSONNumber(number)) }
        }
        // SAM's short form.
        if members["TracingConfig"] == nil, let mode = members["Tracing"]?.string {
            members["TracingConfig"] = ["Mode": .string(mode)]
        }
        members["Role"] = nil
        members["Layers"] = .array(
            (properties["Layers"]?.array ?? []).map { layer in
                .string(self.layer(layer.string ?? "", of: template, in: folder))
            })
        do {
            return try FunctionProperties(members)
        } catch {
            throw .malformedSettings(file: "the template", reason: error.message)
        }
    }

    /// The folder of a layer that's defined in the template; other names stay unchanged, and aren't found.
    private func layer(_ name: String, of template: DeploymentTemplate, in folder: FilePath) -> String {
        let layer = template.resources.first { $0.id == name }
        guard let layer else { return name }
        let path = layer.metadata["aws:asset:path"]?.string ?? layer.properties["ContentUri"]?.string
        return folder.pushing(FilePath(path ?? name)).string
    }

    private func code(
        of resource: DeploymentTemplate.Resource, in folder: FilePath, name: String
    ) throws(FunctionProblem) -> String {
        if let path = resource.metadata["aws:asset:path"]?.string { return folder.pushing(FilePath(path)).string }
        let properties = resource.properties
        if let text = properties["InlineCode"]?.string ?? properties["Code"]?.object?["ZipFile"]?.string {
            return try writeInline(text, of: properties, name: name)
        }
        guard let path = properties["CodeUri"]?.string ?? properties["Code"]?.string else {
            // SAM uses the template's own folder by default.
            if properties["CodeUri"] == nil, properties["Code"] == nil { return folder.string }
            throw .codeElsewhere
        }
        guard !path.hasPrefix("s3://") else { throw .codeElsewhere }
        return folder.pushing(FilePath(path)).lexicallyNormalized().string
    }

    /// As on AWS, inline code is a file named `index`.
    private func writeInline(
        _ code: String, of properties: JSONObject, name: String
    ) throws(FunctionProblem) -> String {
        let isNode = properties["Runtime"]?.string?.hasPrefix("nodejs") ?? false
        let folder = inlineFolder.appending(name.filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        let file = folder.appending(isNode ? "index.js" : "index.py")
        let bytes = Array(code.utf8)
        // Only written again if it's different, because its time shows whether it has changed.
        if FileManager.default.contents(atPath: file.string).map(Array.init) == bytes { return folder.string }
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            try WholeFile.replace(file, with: bytes, synchronising: false)
        } catch {
            throw .unreadable(file: file.string, reason: "\(error)")
        }
        return folder.string
    }
}
