// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The result of a `read(2)` call.
package enum ReadOutcome {
    case bytes([UInt8])
    case end
    case failed(code: CInt)
}

/// Reads the available data, at most `count` bytes; blocks until there's some.
package func readBytes(from descriptor: CInt, atMost count: Int) -> ReadOutcome {
    while true {
        let outcome = readAvailable(from: descriptor, atMost: count)
        guard case .failed(code: EAGAIN) = outcome else { return outcome }
        _ = waitForInput(on: [descriptor])
    }
}

/// One `read(2)`; on a non-blocking descriptor it fails with `EAGAIN` if there's no data.
func readAvailable(from descriptor: CInt, atMost count: Int) -> ReadOutcome {
    var code: CInt = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        while true {
            let result = unsafe read(descriptor, buffer.baseAddress, count)
            if result >= 0 {
                initialized = result
                return
            }
            if errno != EINTR {
                code = errno
                return
            }
        }
    }
    return code != 0 ? .failed(code: code) : bytes.isEmpty ? .end : .bytes(bytes)
}

/// Writes all of `bytes`; blocks even on a non-blocking descriptor. Returns an `errno`, or nil if everything was
/// written.
@discardableResult
package func writeBytes(_ bytes: some Sequence<UInt8>, to descriptor: CInt) -> CInt? {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
        switch writeAvailable(rest, to: descriptor) {
        case .success(let count): rest = rest.dropFirst(count)
        case .failure(let failure) where failure.code == EAGAIN: _ = waitForOutput(on: descriptor)
        case .failure(let failure): return failure.code
        }
    }
    return nil
}

/// A failed `write(2)`.
package struct WriteFailure: Error, Equatable {
    /// An `errno`.
    package let code: CInt
}

/// One `write(2)`, retried if a signal interrupts it; returns the number of bytes written.
package func writeAvailable(_ bytes: ArraySlice<UInt8>, to descriptor: CInt) -> Result<Int, WriteFailure> {
    while true {
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 { return .success(count) }
        if errno != EINTR { return .failure(WriteFailure(code: errno)) }
    }
}

/// Waits until at least one of `descriptors` is readable or closed, and returns which; empty if `timeout` has passed.
package func waitForInput(on descriptors: [CInt], timeout: Duration? = nil) -> [Bool] {
    waitForEvents(descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }, timeout: timeout)
}

/// Waits until `descriptor` is writable or has an error; false if `wake` was readable first or `timeout` has passed.
package func waitForOutput(on descriptor: CInt, orInputOn wake: CInt? = nil, timeout: Duration? = nil) -> Bool {
    var entries = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
    if let wake { entries.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0)) }
    return waitForEvents(entries, timeout: timeout)[0]
}

private func waitForEvents(_ entries: [pollfd], timeout: Duration?) -> [Bool] {
    var entries = entries
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
        let milliseconds = deadline.map { max(CInt(($0 - .now) / .milliseconds(1)), 0) } ?? -1
        if unsafe poll(&entries, nfds_t(entries.count), milliseconds) >= 0 { return entries.map { $0.revents != 0 } }
        guard errno == EINTR || errno == EAGAIN else { return entries.map { _ in true } }
    }
}
