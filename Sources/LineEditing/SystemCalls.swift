// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `body` on a thread of its own, so that it may block.
func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = unsafe Unmanaged.passRetained(Box(body)).toOpaque()
    #if canImport(Glibc)
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, box)
    #else
        var thread: pthread_t?
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box)
    #endif
    precondition(code == 0, "no thread could be started: error \(code)")
    #if canImport(Glibc)
        pthread_detach(thread)
    #else
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #endif
}

/// What a call of `read(2)` gave.
enum ReadOutcome {
    case bytes([UInt8])
    case end
    case failed(code: CInt)
}

/// Reads what is there, at most `count` bytes; waits until there is something.
func readBytes(from descriptor: CInt, atMost count: Int) -> ReadOutcome {
    var code: CInt = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        while true {
            let result = unsafe read(descriptor, buffer.baseAddress, count)
            if result >= 0 {
                initialized = result
                return
            }
            if errno == EAGAIN {
                _ = waitForInput(on: [descriptor])
            } else if errno != EINTR {
                code = errno
                return
            }
        }
    }
    return code != 0 ? .failed(code: code) : bytes.isEmpty ? .end : .bytes(bytes)
}

/// Writes all of `bytes`; returns an `errno`, or nil when all went out.
@discardableResult
func writeBytes(_ bytes: some Sequence<UInt8>, to descriptor: CInt) -> CInt? {
    let bytes = Array(bytes)
    var offset = 0
    while offset < bytes.count {
        let written = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
        }
        if written >= 0 {
            offset += written
        } else if errno != EINTR && errno != EAGAIN {
            return errno
        }
    }
    return nil
}

/// Waits until at least one of `descriptors` can be read or is closed, and says which; none when `timeout` has passed.
func waitForInput(on descriptors: [CInt], timeout: Duration? = nil) -> [Bool] {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
        let milliseconds = deadline.map { max(CInt(($0 - .now) / .milliseconds(1)), 0) } ?? -1
        if unsafe poll(&entries, nfds_t(entries.count), milliseconds) >= 0 { return entries.map { $0.revents != 0 } }
        guard errno == EINTR || errno == EAGAIN else { return descriptors.map { _ in true } }
    }
}
