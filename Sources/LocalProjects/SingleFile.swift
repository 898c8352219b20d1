// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import SystemPackage

/// A function in a single file: `orders.py` is the function `orders`, whose handler is `handler` or, in Python, also
/// `lambda_handler`.
struct SingleFile: FunctionSource {
    let path: FilePath
    let interpreters: InterpreterSearch

    /// nil for other types of files.
    init?(path: FilePath, interpreters: InterpreterSearch) {
        guard Self.runtime(path) != nil else { return nil }
        self.path = path
        self.interpreters = interpreters
    }

    private static func runtime(_ path: FilePath) -> FunctionDefinition.Runtime? {
        switch path.extension {
        case "py": .python(name: "python3")
        case "js", "mjs", "cjs": .node(name: "nodejs")
        default: nil
        }
    }

    func checkReadable() throws(ProjectError) {
        guard FileManager.default.contents(atPath: path.string) != nil else {
            throw .folderUnreadable(path: path.string, reason: "the file can't be read")
        }
    }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        try checkReadable()
        return function(named: name).map { [$0] } ?? []
    }

    private var name: String { path.stem ?? "" }

    func function(named name: String) -> FunctionDefinition? {
        guard name == self.name, let runtime = Self.runtime(path),
            let content = FileManager.default.contents(atPath: path.string)
        else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        let entry =
            text.contains("def lambda_handler(") && !text.contains("def handler(") ? "lambda_handler" : "handler"
        var function = FunctionDefinition(
            name: name, folder: path.removingLastComponent().string, runtime: runtime, handler: "\(name).\(entry)")
        function.fingerprint = FolderFingerprint(ofFile: path)
        do throws(FunctionProblem) {
            try function.check(interpreters)
        } catch {
            function.problem = error
        }
        return function
    }
}
