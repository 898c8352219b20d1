// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import SystemPackage
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that one process at a time has locked. The system releases the lock when the process ends.
final class RunLock: Sendable {
    private let descriptor: Mutex<FileDescriptor?>

    /// nil if another process has locked it. A file that can't be made doesn't keep anyone from anything.
    init?(_ path: String) {
        let opened = try? FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        guard let opened else {
            descriptor = Mutex(nil)
            return
        }
        guard flock(opened.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try? opened.close()
            return nil
        }
        descriptor = Mutex(opened)
    }

    deinit { release() }

    func release() {
        descriptor.withLock { descriptor in
            try? descriptor?.close()
            descriptor = nil
        }
    }
}
