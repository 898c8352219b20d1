// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// Scripts by their paths.
struct MemoryScripts: ScriptFiles {
    let texts: [String: String]

    func path(of name: String, beside path: String) -> String {
        path.lastIndex(of: "/").map { path[...$0] + name } ?? name
    }

    func script(at path: String) async throws(UnreadableScript) -> [UInt8] {
        guard let text = texts[path] else { throw UnreadableScript(message: "cannot read `\(path)`") }
        return Array(text.utf8)
    }
}

/// What a check finds, one a line, as `path: message @ marked text`; empty when all is well.
func checked(
    _ texts: [String: String], _ paths: [String] = ["main"], vocabulary: Vocabulary = .test
) async throws -> String {
    let files = try await ProgramCheck(vocabulary: vocabulary).check(paths, files: MemoryScripts(texts: texts))
    return files.flatMap { file in
        file.diagnostics.map { "\(file.source.name ?? ""): \($0.message) @ \(file.source.text(in: $0.range))" }
    }.joined(separator: "\n")
}
