// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import SystemPackage

/// The files that a Serverless project's variables name, and its `.env`. Reading them blocks.
final class ServerlessFiles {
    private let folder: FilePath
    /// The files that were asked for, whether they exist or not.
    private(set) var known: [FilePath] = []

    init(folder: FilePath) { self.folder = folder }

    func read(_ name: String) -> ServerlessVariables.File {
        let path = folder.pushing(FilePath(name)).lexicallyNormalized()
        known.append(path)
        guard let content = FileManager.default.contents(atPath: path.string) else { return .missing }
        switch path.extension {
        case "js", "cjs", "mjs", "ts": return .program
        case "yml", "yaml", "json", "toml":
            return (try? SettingsFile.value(of: Array(content), path)).map { .content($0) } ?? .missing
        default: return .content(.string(String(decoding: content, as: UTF8.self)))
        }
    }

    /// The user's variables, and those of `.env` and `.env.STAGE` that they don't have.
    func variables(stage: String, _ variables: EnvironmentVariables) -> EnvironmentVariables {
        var all: [String: String] = [:]
        for name in [".env", ".env.\(stage)"] {
            let path = folder.appending(name)
            known.append(path)
            guard let content = FileManager.default.contents(atPath: path.string) else { continue }
            all.merge(DotEnv.variables(in: String(decoding: content, as: UTF8.self))) { $1 }
        }
        return EnvironmentVariables(all.merging(variables.all) { $1 })
    }
}
