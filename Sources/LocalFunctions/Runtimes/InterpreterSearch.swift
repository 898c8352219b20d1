// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Synchronization
package import SystemPackage

/// An interpreter that was found.
package struct LocatedInterpreter: Sendable, Hashable {
    package var path: String
    /// For example `3.11`; nil if only running it can tell, for example with a version manager's script in its place.
    package var version: String?
}

/// Finds interpreters in the folders of a search path.
package final class InterpreterSearch: Sendable {
    private let folders: [String]
    /// The results of running version managers' scripts, by path.
    private let known = Mutex<[String: LocatedInterpreter]>([:])

    package init(folders: [String]) { self.folders = folders }

    /// The first executable file with this name. Blocks on the file system.
    package func locate(_ name: String) -> LocatedInterpreter? {
        for folder in folders where folder.hasPrefix("/") {
            let path = FilePath(folder).appending(name)
            guard let status = try? path.stat(), status.type == .regular, status.permissions.isExecutable else {
                continue
            }
            return known.withLock { $0[path.string] }
                ?? LocatedInterpreter(path: path.string, version: Self.version(inNameOf: path))
        }
        return nil
    }

    /// Like `locate`, for Python, but resolves version managers' scripts, whose start-up would delay each sandbox.
    package func resolve(_ name: String) async -> LocatedInterpreter? {
        guard let found = await Blocking.run({ self.locate(name) }) else { return nil }
        guard found.version == nil else { return found }
        guard let resolved = await PythonProbe.locate(behind: found.path) else { return found }
        known.withLock { $0[found.path] = resolved }
        return resolved
    }

    /// The version in the file name that a chain of symbolic links leads to, for example `python3.11`.
    private static func version(inNameOf path: FilePath) -> String? {
        guard !isScript(path) else { return nil }
        var path = path
        for _ in 0..<32 {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path.string) else { break }
            path = path.removingLastComponent().pushing(FilePath(target))
        }
        guard let name = path.lastComponent?.string, name.hasPrefix("python3.") else { return nil }
        return String(name.dropFirst("python".count))
    }

    /// It begins with `#!`, like the scripts that version managers put in place of an interpreter.
    private static func isScript(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? file.close() }
        var start = [UInt8](repeating: 0, count: 2)
        let count = unsafe start.withUnsafeMutableBytes { unsafe (try? file.read(into: $0)) ?? 0 }
        return count == 2 && start == Array("#!".utf8)
    }
}

extension FilePermissions {
    /// The file is executable by someone.
    package var isExecutable: Bool { !isDisjoint(with: [.ownerExecute, .groupExecute, .otherExecute]) }
}
