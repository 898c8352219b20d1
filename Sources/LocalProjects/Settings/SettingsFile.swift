// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import JSON
import LocalFunctions
import SystemPackage

/// Reads a file of settings by its extension. Blocks.
enum SettingsFile {
    static func read(_ path: FilePath) throws(ProjectError) -> JSONValue {
        guard let content = FileManager.default.contents(atPath: path.string) else {
            throw .settingsUnreadable(path: path.string, reason: "it doesn't exist, or you aren't allowed to read it")
        }
        return try value(of: Array(content), path)
    }

    /// - Parameter path: its extension names the format: TOML, YAML, and JSON otherwise.
    static func value(of bytes: [UInt8], _ path: FilePath) throws(ProjectError) -> JSONValue {
        let reason: String
        switch path.extension {
        case "toml":
            do throws(TOMLReader.Fault) {
                return try TOMLReader.value(of: String(decoding: bytes, as: UTF8.self))
            } catch {
                reason = "line \(error.line): \(error.problem)"
            }
        case "yaml", "yml":
            do throws(TemplateFault) {
                return try YAMLReader.value(of: bytes)
            } catch {
                reason = error.description
            }
        default:
            do {
                return try JSONValue(parsing: bytes)
            } catch {
                reason = "line \(error.line), column \(error.column): \(error.message)"
            }
        }
        throw .settingsUnreadable(path: path.string, reason: reason)
    }

    static func exists(_ path: FilePath) -> Bool { (try? path.stat())?.type == .regular }
}
