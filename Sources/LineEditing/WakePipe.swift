// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe to oneself: a thread that waits for input waits for it too, and any other thread can wake it up.
final class WakePipe: Sendable {
    let readEnd: CInt
    let writeEnd: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        let result = unsafe pipe(&ends)
        precondition(result == 0, "no pipe could be made: error \(errno)")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func send(_ byte: UInt8) { writeBytes([byte], to: writeEnd) }

    /// The next byte; waits for it.
    func receive() -> UInt8? {
        guard case .bytes(let bytes) = readBytes(from: readEnd, atMost: 1) else { return nil }
        return bytes.first
    }

    /// Drops what waits, and says what it was.
    @discardableResult
    func drain() -> [UInt8] {
        var bytes: [UInt8] = []
        while case .some(true) = hasByte, let byte = receive() { bytes.append(byte) }
        return bytes
    }

    private var hasByte: Bool? {
        var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) > 0
    }
}
