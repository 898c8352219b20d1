// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are either the old or the new ones, also after a crash.
package enum WholeFile {
    /// Writes beside the file and then puts it in its place. Blocks.
    ///
    /// - Parameter synchronising: waits until it is on the disk, so that it outlives a crash of the system too.
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
