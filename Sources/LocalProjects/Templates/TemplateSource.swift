// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import LocalFunctions
import Synchronization
import SystemPackage

/// The functions of one SAM or CloudFormation template, and of its nested stacks.
final class TemplateSource: FunctionSource {
    private let file: FilePath
    private let parameters: [String: String]
    private let account: LocalAccount
    private let interpreters: InterpreterSearch
    private let answers: FilePath?
    private let notice: @Sendable (TemplateNotice) -> Void
    private let warn: @Sendable (ProjectError) -> Void
    private let code: CodeFolders
    private let shared = Mutex(Shared())

    private struct Shared {
        /// What was read last.
        var known: Known?
        /// The states of the files when they couldn't be read as a template.
        var faulty: [FilePath: FolderFingerprint]?
        /// Without their lines, which move when the template is edited.
        var notices: Set<TemplateNotice> = []
    }

    private struct Known: Sendable {
        var template: DeploymentTemplate
        /// The files it was read from, in their states at that time.
        var files: [FilePath: FolderFingerprint]

        var isCurrent: Bool { TemplateSource.areCurrent(files) }
    }

    /// - Parameters:
    ///   - file: the template.
    ///   - inlineFolder: for code that's written in a template, and unpacked archives.
    ///   - answers: a file with values for dynamic references.
    ///   - notice: receives notices for the user, each once.
    ///   - warn: receives what's wrong with a template that could be read before, once for each change.
    init(
        file: FilePath, parameters: [String: String], account: LocalAccount, interpreters: InterpreterSearch,
        inlineFolder: String, answers: FilePath?, notice: @escaping @Sendable (TemplateNotice) -> Void,
        warn: @escaping @Sendable (ProjectError) -> Void
    ) {
        self.file = file
        self.parameters = parameters
        self.account = account
        self.interpreters = interpreters
        self.answers = answers
        self.notice = notice
        self.warn = warn
        code = CodeFolders(FilePath(inlineFolder))
    }

    func checkReadable() throws(ProjectError) { _ = try template() }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        // Many functions may share a folder.
        var states: [FilePath: FolderFingerprint] = [:]
        return try template().functions.map { definition($0, &states) }.sorted { $0.name < $1.name }
    }

    func function(named name: String) -> FunctionDefinition? {
        var states: [FilePath: FolderFingerprint] = [:]
        return (try? template())?.functions.first { $0.name == name }.map { definition($0, &states) }
    }

    private static func areCurrent(_ files: [FilePath: FolderFingerprint]) -> Bool {
        files.allSatisfy { FolderFingerprint(ofFile: $0.key) == $0.value }
    }

    /// While it can't be read, for example because it's being edited, what it was before.
    private func template() throws(ProjectError) -> DeploymentTemplate {
        let (known, faulty) = shared.withLock { ($0.known, $0.faulty) }
        guard let known else { return try read() }
        if known.isCurrent || faulty.map(Self.areCurrent) == true { return known.template }
        do throws(ProjectError) {
            return try read()
        } catch {
            warn(error)
            return known.template
        }
    }

    private func read() throws(ProjectError) -> DeploymentTemplate {
        var files: [FilePath: FolderFingerprint] = [:]
        func content(_ path: FilePath) throws(TemplateFault) -> [UInt8] {
            // The state before reading, so that a change in between is noticed.
            files[path] = FolderFingerprint(ofFile: path)
            guard let content = FileManager.default.contents(atPath: path.string) else {
                throw .unreadable(reason: "it can't be read")
            }
            return Array(content)
        }
        var answers = DynamicAnswers()
        do throws(TemplateFault) {
            if let path = self.answers { answers = try DynamicAnswers(parsing: try content(path), file: path) }
        } catch {
            shared.withLock { [files] in $0.faulty = files }
            throw .answersUnreadable(path: self.answers?.string ?? "", reason: error.description)
        }
        do throws(TemplateFault) {
            let template = try DeploymentTemplate(
                file, parameters: parameters, account: account, answers: answers, read: content)
            let known = Known(template: template, files: files)
            let new = shared.withLock { shared in
                shared.known = known
                shared.faulty = nil
                return template.notices.filter { notice in
                    var lasting = notice
                    lasting.line = 0
                    return shared.notices.insert(lasting).inserted
                }
            }
            for fact in new { notice(fact) }
            return template
        } catch {
            shared.withLock { [files] in $0.faulty = files }
            throw .templateUnreadable(path: file.string, reason: error.description)
        }
    }

    // MARK: One function

    private func definition(
        _ described: TemplateFunction, _ states: inout [FilePath: FolderFingerprint]
    ) -> FunctionDefinition {
        var function = FunctionDefinition(
            name: described.name, folder: "", runtime: .provided(name: "provided.al2023"), handler: "bootstrap")
        function.otherNames = described.otherNames
        function.qualifiers = described.qualifiers
        function.build = BuildInstructions(
            logicalId: described.otherNames.first ?? described.name, metadata: described.metadata)
        // They're right even if another setting isn't.
        function.handler = described.settings["Handler"]?.string ?? function.handler
        function.runtime = described.settings["Runtime"]?.string.map { .init(named: $0) } ?? function.runtime
        do throws(FunctionProblem) {
            function.apply(try settings(of: described))
            let content = try content(of: described, for: &function)
            function.folder = try code.folder(of: content).string
            if !described.layerARNs.isEmpty { function.settings.describe("Layers", Self.layers(described.layerARNs)) }
            for layer in described.layers { function.settings.layers.append(try code.folder(of: layer).string) }
            let state = states[content] ?? Self.state(of: content)
            states[content] = state
            function.fingerprint = state
            try function.check(interpreters)
        } catch {
            function.problem = error
        }
        return function
    }

    /// As the API describes them.
    private static func layers(_ names: [String]) -> JSONValue {
        .array(names.map { ["Arn": .string($0), "CodeSize": 0] })
    }

    private func settings(of described: TemplateFunction) throws(FunctionProblem) -> FunctionProperties {
        do {
            return try FunctionProperties(described.settings)
        } catch {
            throw .malformedSettings(file: described.place, reason: error.message)
        }
    }

    private func content(
        of described: TemplateFunction, for function: inout FunctionDefinition
    ) throws(FunctionProblem) -> FilePath {
        switch described.code {
        case .local(let path): return path
        case .inline(let text): return try code.inline(text, of: function)
        case .image(nil): throw .image
        case .image(let build?):
            function.apply(try build.function())
            return FilePath(function.folder)
        case .elsewhere: throw .codeElsewhere
        }
    }

    /// Of an archive or a single file, its own.
    private static func state(of path: FilePath) -> FolderFingerprint {
        (try? path.stat())?.type == .regular ? FolderFingerprint(ofFile: path) : FolderFingerprint(of: path)
    }
}
