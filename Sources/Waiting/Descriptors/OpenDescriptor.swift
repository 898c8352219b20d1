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

/// A descriptor that's closed with its last reference.
final class OpenDescriptor: Sendable {
    let number: CInt
    private let isClosed = Atomic(false)

    init(taking number: CInt) { self.number = number }

    /// Opens it so that child processes don't inherit it, and a terminal doesn't become the process's controlling
    /// terminal. May block.
    convenience init(_ path: String, _ flags: CInt) throws(Errno) {
        while true {
            let number = unsafe open(path, flags | O_CLOEXEC | O_NOCTTY, 0o666)
            if number >= 0 {
                self.init(taking: number)
                return
            }
            if errno != EINTR { throw Errno(rawValue: errno) }
        }
    }

    /// A new, non-blocking open file description for the file of `descriptor`: making another process's description
    /// non-blocking would break that process. nil if the system can't create one, as for sockets.
    convenience init?(unblocking descriptor: CInt, _ flags: CInt) {
        #if os(Linux)
            try? self.init("/proc/self/fd/\(descriptor)", flags | O_NONBLOCK)
        #else
            return nil
        #endif
    }

    /// Closes it now, and reports errors that the system only detects at that point.
    func finish() throws(Errno) {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        if close(number) != 0 { throw Errno(rawValue: errno) }
    }

    deinit { try? finish() }
}

/// The type of a descriptor, as far as it matters for waiting.
enum DescriptorKind: Equatable {
    /// Its calls may take as long as a disk takes, and `poll(2)` says nothing about it. `size` in bytes; nil if it
    /// isn't a regular file.
    case file(size: Int?)
    case pipe
    /// A terminal or another device.
    case device
    case socket

    init(_ descriptor: CInt) throws(Errno) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Errno(rawValue: errno) }
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file(size: Int(status.st_size))
            case S_IFIFO: .pipe
            case S_IFCHR: .device
            case S_IFSOCK: .socket
            default: .file(size: nil)
            }
    }
}
