// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Identifies the state of a folder: the names, sizes and times of its files.
package struct FolderFingerprint: Sendable, Hashable {
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The total size of all files, in bytes.
    package private(set) var size = 0
    /// The time of the last change, in seconds since the epoch.
    package private(set) var lastModified = 0

    /// At most this many files are checked, so that a folder with dependencies costs little on each call.
    private static let fileLimit = 500

    package init() {}

    private mutating func add(name: String, size: Int, modified: (seconds: Int, nanoseconds: Int)) {
        for byte in name.utf8 { mix(UInt64(byte)) }
        mix(UInt64(truncatingIfNeeded: size))
        mix(UInt64(truncatingIfNeeded: modified.seconds))
        mix(UInt64(truncatingIfNeeded: modified.nanoseconds))
        self.size += size
        lastModified = max(lastModified, modified.seconds)
    }

    /// Checks the files below `folder`, except for hidden ones and those that a runtime writes. Blocks.
    package init(of folder: FilePath) {
        var files = 0
        add(folder, prefix: "", files: &files, skipping: ["__pycache__", "node_modules"])
    }

    /// Checks the files of layers, whose own code is often in `node_modules`. Blocks.
    package init(ofLayers folders: [String]) {
        for folder in folders {
            var files = 0
            add(FilePath(folder), prefix: folder + "/", files: &files, skipping: ["__pycache__"])
        }
    }

    private mutating func add(_ folder: FilePath, prefix: String, files: inout Int, skipping skipped: Set<String>) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names.sorted() where !name.hasPrefix(".") && !skipped.contains(name) {
            guard files < Self.fileLimit else { return }
            files += 1
            let path = folder.appending(name)
            guard let status = try? path.stat() else { continue }
            if status.type == .directory {
                add(path, prefix: prefix + name + "/", files: &files, skipping: skipped)
            } else {
                add(name: prefix + name, status)
            }
        }
    }

    /// Checks one file. Blocks.
    package init(ofFile path: FilePath) {
        if let status = try? path.stat() { add(name: path.string, status) }
    }

    private mutating func add(name: String, _ status: Stat) {
        let modified = status.st_mtim
        add(name: name, size: Int(status.size), modified: (modified.tv_sec, Int(modified.tv_nsec)))
    }

    /// FNV-1a, widened to words.
    private mutating func mix(_ word: UInt64) {
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
    }
}
