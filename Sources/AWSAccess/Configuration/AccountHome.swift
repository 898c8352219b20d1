// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The home folder of the user's account, for when HOME isn't set: what `~` means to Python, and so to the AWS CLI.
enum AccountHome {
    /// From the user database; nil if it has no entry.
    static var folder: String? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard let bytes = buffer.baseAddress,
                unsafe getpwuid_r(getuid(), &entry, bytes, buffer.count, &found) == 0,
                let found = unsafe found, let folder: UnsafeMutablePointer<CChar> = unsafe found.pointee.pw_dir
            else { return nil }
            return unsafe String(cString: folder)
        }
    }
}
