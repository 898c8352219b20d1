// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import ShellRuntime

/// Finds the scripts for `lamsh test`.
enum ScriptFolder {
    /// The files of `paths`, each once. For a folder: the `.lamsh` files in it and its subfolders, sorted by name, without
    /// hidden ones.
    static func scripts(at paths: [String]) throws(Failure) -> [String] {
        var scripts: [String] = []
        for path in paths {
            for script in try self.scripts(at: path) where !scripts.contains(script) { scripts.append(script) }
        }
        return scripts
    }

    private static func scripts(at path: String) throws(Failure) -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.file, "can't read `\(path)`: no such file or folder")
        }
        guard isFolder else { return [path] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw Failure(.file, "can't read the folder `\(path)`")
        }
        var scripts: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            var isFolder = false
            guard FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder) else { continue }
            if isFolder {
                scripts += try self.scripts(at: inner)
            } else if name.hasSuffix(".lamsh") {
                scripts.append(inner)
            }
        }
        return scripts
    }
}
