// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pipe within the process: a thread that waits for input also waits for the pipe, and any other thread can wake it
/// up.
package final class WakePipe: Sendable {
    package let readEnd: CInt
    package let writeEnd: CInt

    package init() {
        var ends: [CInt] = [-1, -1]
        let result = unsafe pipe(&ends)
        precondition(result == 0, "can't create a pipe: error \(errno)")
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

    /// Never blocks: a full pipe wakes its reader anyway.
    package func send(_ byte: UInt8) {
        var byte = byte
        while unsafe write(writeEnd, &byte, 1) < 0, errno == EINTR {}
    }

    /// Waits for the next byte.
    package func receive() -> UInt8? {
        guard case .bytes(let bytes) = readBytes(from: readEnd, atMost: 1) else { return nil }
        return bytes.first
    }

    /// Drops the pending bytes and returns them.
    @discardableResult
    package func drain() -> [UInt8] {
        var bytes: [UInt8] = []
        while waitForInput(on: [readEnd], timeout: .zero)[0],
            case .bytes(let piece) = readBytes(from: readEnd, atMost: 256)
        {
            bytes += piece
        }
        return bytes
    }
}
