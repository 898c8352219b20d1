// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
package import LocalFunctions
import SystemPackage

/// A folder whose subfolders are functions. Reading it blocks: call it outside the cooperative pool.
package struct FunctionFolder: Sendable {
    package let path: String
    package let interpreters: InterpreterSearch
    /// Functions found earlier; valid while no file has changed.
    private let known = KnownFunctions()

    package init(path: String, interpreters: InterpreterSearch) {
        self.path = path
        self.interpreters = interpreters
    }

    /// The functions sorted by name, including those that can't run.
    package func functions() throws(ProjectError) -> [FunctionDefinition] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .folderUnreadable(path: path, reason: Self.reason(for: path))
        }
        return names.sorted().compactMap { function(named: $0) }
    }

    package func checkReadable() throws(ProjectError) {
        if (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil {
            throw .folderUnreadable(path: path, reason: Self.reason(for: path))
        }
    }

    /// nil if there's no folder with this name that looks like a function.
    package func function(named name: String) -> FunctionDefinition? {
        let folder = FilePath(path).appending(name)
        // A name with a separator would point outside the folder.
        guard !name.contains("/"), !name.hasPrefix("."), name != "__pycache__",
            (try? folder.stat())?.type == .directory
        else { return nil }
        let fingerprint = FolderFingerprint(of: folder)
        if let function = known.function(name, fingerprint) { return function }
        let files = Set((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [])
        let conventions = Convention.allCases.first { files.contains($0.file) }
        guard conventions != nil || files.contains(FunctionFile.name) else { return nil }
        var function = FunctionDefinition(
            name: name, folder: folder.string, runtime: conventions?.runtime ?? .python(name: "python3"),
            handler: conventions?.handler ?? Convention.pythonDefault.handler)
        function.fingerprint = fingerprint
        do throws(FunctionProblem) {
            if files.contains(FunctionFile.name) { function.apply(try properties(in: folder)) }
            try function.check(interpreters)
            guard Self.isFunctionName(name) else { throw .invalidName }
            known.note(function)
        } catch {
            function.problem = error
        }
        return function
    }

    /// How a folder without a `function.json` is interpreted, in the order of the attempts.
    private enum Convention: CaseIterable {
        case bootstrap, handler, pythonDefault, nodeModule, node, nodeCommon, nodeHandlerModule, nodeHandler

        var file: String {
            switch self {
            case .bootstrap: "bootstrap"
            case .handler: "handler.py"
            case .pythonDefault: "lambda_function.py"
            case .nodeModule: "index.mjs"
            case .node: "index.js"
            case .nodeCommon: "index.cjs"
            case .nodeHandlerModule: "handler.mjs"
            case .nodeHandler: "handler.js"
            }
        }

        var runtime: FunctionDefinition.Runtime {
            switch self {
            case .bootstrap: .provided(name: "provided.al2023")
            case .handler, .pythonDefault: .python(name: "python3")
            case .nodeModule, .node, .nodeCommon, .nodeHandlerModule, .nodeHandler: .node(name: "nodejs")
            }
        }

        var handler: String {
            switch self {
            case .bootstrap: "bootstrap"
            case .handler, .nodeHandlerModule, .nodeHandler: "handler.handler"
            case .pythonDefault: "lambda_function.lambda_handler"
            case .nodeModule, .node, .nodeCommon: "index.handler"
            }
        }
    }

    private func properties(in folder: FilePath) throws(FunctionProblem) -> FunctionProperties {
        guard let data = FileManager.default.contents(atPath: folder.appending(FunctionFile.name).string) else {
            throw .unreadable(file: FunctionFile.name, reason: Self.reason(for: folder.string))
        }
        return try FunctionFile.properties(parsing: Array(data))
    }

    private static func isFunctionName(_ name: String) -> Bool {
        name.utf8.count <= 64 && name.utf8.allSatisfy(\.isNameCharacter)
    }

    /// Why a path can't be read, in the system's words.
    private static func reason(for path: String) -> String {
        do {
            let status = try FilePath(path).stat()
            guard status.type == .directory else { return "it isn't a folder" }
            try FileDescriptor.open(FilePath(path), .readOnly).close()
            return "its contents can't be listed"
        } catch let error as Errno {
            return error.description
        } catch {
            return "\(error)"
        }
    }
}
