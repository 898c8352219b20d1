// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import SystemPackage

/// Finds the source file of a project that was changed last.
struct SourceChanges {
    let folder: FilePath
    /// What's written from the sources.
    let skipping: FilePath

    /// Files that a program or its settings are written in.
    private static let extensions: Set<String> = [
        "cjs", "cs", "fs", "go", "html", "java", "js", "json", "kt", "mjs", "py", "rb", "rs", "sh", "sql", "swift",
        "ts", "tsx", "vtl", "yaml", "yml",
    ]
    private static let skipped: Set<String> = [
        "__pycache__", "bin", "build", "coverage", "dist", "node_modules", "obj", "target", "test", "tests", "venv",
    ]
    /// At most this many files and folders are checked.
    private static let limit = 2_000

    /// The newest source file and its time, in seconds since the epoch. Blocks.
    func newest() -> (file: FilePath, time: Int)? {
        var newest: (file: FilePath, time: Int)?
        var folders = [folder]
        var count = 0
        while let folder = folders.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
            for name in names where !name.hasPrefix(".") && count < Self.limit {
                count += 1
                let path = folder.appending(name)
                guard let status = try? path.stat() else { continue }
                if status.type == .directory {
                    // The programs of CDK projects are in `bin`.
                    let isSkipped = Self.skipped.contains(name) && !(name == "bin" && folder == self.folder)
                    if path != skipping, !isSkipped { folders.append(path) }
                } else if Self.extensions.contains(path.extension ?? ""), name != "cdk.context.json",
                    case let time = FolderFingerprint(ofFile: path).lastModified, time > newest?.time ?? 0
                {
                    newest = (path, time)
                }
            }
        }
        return newest
    }
}
