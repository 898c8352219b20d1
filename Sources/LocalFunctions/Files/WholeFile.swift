// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Replaces files atomically: readers see the old or the new content, even after a crash.
package enum WholeFile {
    /// Writes a temporary file next to `path` and then renames it. Blocks.
    ///
    /// - Parameter synchronising: waits until the file is on disk, so that it also survives a system crash.
    package static func replace(_ path: FilePath, with content: [UInt8], synchronising: Bool = true) throws {
        let new = FilePath(path.string + ".new")
        let descriptor = try FileDescriptor.open(
            new, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        try descriptor.closeAfter {
            try descriptor.writeAll(content)
            guard !synchronising || fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        guard unsafe rename(new.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }
}
