// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Copies a function's own files. Its methods block.
struct SourceCopy {
    let source: FilePath
    let target: FilePath

    /// Builds bring their own packages; the others aren't code.
    private static let excluded: Set = [
        ".aws-sam", ".chalice", ".git", ".lamsh", ".venv", "venv", "__pycache__", "node_modules",
    ]

    /// Folders may contain links to those above them.
    private static let depthLimit = 32

    /// Copies files that are new or have changed, and removes those that are gone.
    ///
    /// - Parameter earlier: the files that were copied before.
    /// - Returns: all copied files, by their paths in the folder.
    func update(earlier: [String]) throws(BuildFault) -> [String] {
        var copied: [String] = []
        try copy("", depth: 0, &copied)
        for gone in Set(earlier).subtracting(copied) {
            try? FileManager.default.removeItem(atPath: target.pushing(FilePath(gone)).string)
        }
        return copied
    }

    private func copy(_ folder: String, depth: Int, _ copied: inout [String]) throws(BuildFault) {
        guard depth < Self.depthLimit else { return }
        let place = folder.isEmpty ? source : source.pushing(FilePath(folder))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place.string))?.sorted() ?? []
        where !Self.excluded.contains(name) && !name.hasSuffix(".pyc") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            // Links are followed.
            guard let status = try? source.pushing(FilePath(path)).stat() else { continue }
            if status.type == .directory {
                try copy(path, depth: depth + 1, &copied)
            } else if status.type == .regular {
                copied.append(path)
                try copyFile(path, status)
            }
        }
    }

    private func copyFile(_ path: String, _ status: Stat) throws(BuildFault) {
        let (from, to) = (source.pushing(FilePath(path)), target.pushing(FilePath(path)))
        if let old = try? to.stat(), old.size == status.size, old.modified == status.modified,
            old.permissions.contains(.ownerExecute) == status.permissions.contains(.ownerExecute)
        {
            return
        }
        do {
            guard let content = FileManager.default.contents(atPath: from.string) else {
                throw Errno.noSuchFileOrDirectory
            }
            try FileManager.default.createDirectory(
                atPath: to.removingLastComponent().string, withIntermediateDirectories: true)
            let new = FilePath(to.string + ".lamsh-new")
            let descriptor = try FileDescriptor.open(
                new, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: status.permissions.union(.ownerWrite))
            try descriptor.closeAfter {
                try descriptor.writeAll(content)
                // The time shows whether the copy is current.
                try descriptor.setModified(status.modified)
            }
            guard unsafe rename(new.string, to.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            throw BuildFault(error, at: to)
        }
    }
}

/// A time of a file.
private struct FileTime: Equatable {
    var seconds: Int
    var nanoseconds: Int
}

extension Stat {
    fileprivate var modified: FileTime { FileTime(seconds: st_mtim.tv_sec, nanoseconds: Int(st_mtim.tv_nsec)) }
}

extension FileDescriptor {
    fileprivate func setModified(_ time: FileTime) throws {
        let stamp = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
        guard unsafe futimens(rawValue, [stamp, stamp]) == 0 else { throw Errno(rawValue: errno) }
    }
}
