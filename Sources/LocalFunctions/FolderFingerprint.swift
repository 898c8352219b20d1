// SPDX-License-Identifier: GPL-3.0-or-later

/// What tells one state of a folder from another: the names, sizes and times of its files.
package struct FolderFingerprint: Sendable, Hashable {
    package private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The size of all files together, in bytes.
    package private(set) var size = 0
    /// The time of the latest change, in seconds since the epoch.
    package private(set) var lastModified = 0

    package init() {}

    package mutating func add(name: String, size: Int, modified: (seconds: Int, nanoseconds: Int)) {
        for byte in name.utf8 { mix(UInt64(byte)) }
        mix(UInt64(truncatingIfNeeded: size))
        mix(UInt64(truncatingIfNeeded: modified.seconds))
        mix(UInt64(truncatingIfNeeded: modified.nanoseconds))
        self.size += size
        lastModified = max(lastModified, modified.seconds)
    }

    /// FNV-1a, widened to words.
    private mutating func mix(_ word: UInt64) {
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
    }
}
