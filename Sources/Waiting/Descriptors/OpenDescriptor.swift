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

/// A descriptor that is closed when nothing needs it any more.
final class OpenDescriptor: Sendable {
    let number: CInt
    private let isClosed = Atomic(false)

    init(taking number: CInt) { self.number = number }

    /// Opens so that a child does not inherit it, and a terminal does not become that of the process. May block.
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

    /// An open file description of its own for what `descriptor` leads to, which does not block: making another
    /// process's description non-blocking would break that process. nil where the system gives none, as for sockets.
    convenience init?(unblocking descriptor: CInt, _ flags: CInt) {
        #if os(Linux)
            try? self.init("/proc/self/fd/\(descriptor)", flags | O_NONBLOCK)
        #else
            return nil
        #endif
    }

    /// Closes it now, and reports what the system found out about its writes only then.
    func finish() throws(Errno) {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        if close(number) != 0 { throw Errno(rawValue: errno) }
    }

    deinit { try? finish() }
}

/// What a descriptor leads to, as far as waiting for it goes.
enum DescriptorKind: Equatable {
    /// Its calls may take as long as a disk takes, and `poll(2)` says nothing about it. `size` in bytes; nil for what
    /// is no regular file.
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
