// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension FolderFingerprint {
    /// More files than this are not looked at, so that a folder with dependencies in it costs little at each call.
    private static let fileLimit = 500

    /// Looks at the files below `folder`, without what a runtime writes and hidden ones. Blocks.
    package init(of folder: FilePath) {
        var files = 0
        add(folder, prefix: "", files: &files)
    }

    private mutating func add(_ folder: FilePath, prefix: String, files: inout Int) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names.sorted() where !name.hasPrefix(".") && name != "__pycache__" && name != "node_modules" {
            guard files < Self.fileLimit else { return }
            files += 1
            let path = folder.appending(name)
            guard let status = try? path.stat() else { continue }
            if status.type == .directory {
                add(path, prefix: prefix + name + "/", files: &files)
            } else {
                add(name: prefix + name, status)
            }
        }
    }

    /// Looks at one file. Blocks.
    init(ofFile path: FilePath) {
        if let status = try? path.stat() { add(name: path.string, status) }
    }

    private mutating func add(name: String, _ status: Stat) {
        let modified = status.st_mtim
        add(name: name, size: Int(status.size), modified: (modified.tv_sec, Int(modified.tv_nsec)))
    }
}
