// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Synchronization
package import SystemPackage

/// An interpreter that was found.
package struct LocatedInterpreter: Sendable, Hashable {
    package var path: String
    /// As `3.11`; nil where only running it can tell, as with a script of a version manager that stands in its place.
    package var version: String?
}

/// Finds interpreters in the folders of a search path.
package final class InterpreterSearch: Sendable {
    private let folders: [String]
    /// What running a stand-in has told, by its path.
    private let known = Mutex<[String: LocatedInterpreter]>([:])

    package init(folders: [String]) { self.folders = folders }

    /// The first executable file of this name. Blocks for as long as the file system takes.
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

    /// Like `locate`, for Python, and looks behind a stand-in, which would cost its own start-up at each start of a sandbox.
    package func resolve(_ name: String) async -> LocatedInterpreter? {
        guard let found = await Blocking.run({ self.locate(name) }) else { return nil }
        guard found.version == nil else { return found }
        guard let resolved = await PythonProbe.locate(behind: found.path) else { return found }
        known.withLock { $0[found.path] = resolved }
        return resolved
    }

    /// The version in the name of the file that a chain of symbolic links leads to, as `python3.11`.
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

    /// It begins with `#!`, as what a version manager puts in the place of an interpreter does.
    private static func isScript(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? file.close() }
        var start = [UInt8](repeating: 0, count: 2)
        let count = unsafe start.withUnsafeMutableBytes { unsafe (try? file.read(into: $0)) ?? 0 }
        return count == 2 && start == Array("#!".utf8)
    }
}

extension FilePermissions {
    /// Someone may execute the file.
    package var isExecutable: Bool { !isDisjoint(with: [.ownerExecute, .groupExecute, .otherExecute]) }
}
