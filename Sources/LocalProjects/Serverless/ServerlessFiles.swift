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

/// A file of variables, `NAME=VALUE` on each line.
package enum DotEnv {
    package static func variables(in text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count).drop(while: \.isWhitespace) }
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            let name = line[..<equals].filter { !$0.isWhitespace }
            variables[name] = value(line[line.index(after: equals)...].drop(while: \.isWhitespace))
        }
        return variables
    }

    /// Up to the closing quote; without quotes, up to a comment.
    private static func value(_ text: Substring) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            let value = text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text
            return String(value.reversed().drop(while: \.isWhitespace).reversed())
        }
        let value = text.dropFirst().prefix { $0 != quote }
        return quote == "\"" ? String(value).replacing("\\n", with: "\n") : String(value)
    }
}
