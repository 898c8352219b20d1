// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The pipe for a function process's log.
///
/// It's read when output arrives, and on demand: what a function printed before it returned its result must be in that
/// invocation's log, and only a read that finds no more data can confirm that.
final class LogPipe: Sendable {
    private let readEnd: FileDescriptor
    /// The process's end. It stays open here until the source has ended: when a pipe has no writer left, libdispatch may
    /// end its source on two threads at once, which crashes.
    let writeEnd: FileDescriptor
    private let isOpen = Mutex(true)
    private let sink: @Sendable ([UInt8]) -> Void
    // Set once in init and then only cancelled, which is safe from any thread.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    private static let chunk = 16_384

    /// Calls `sink` with each piece of output, one call at a time.
    init(queue: DispatchQueue, sink: @escaping @Sendable ([UInt8]) -> Void) throws {
        let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
        self.readEnd = readEnd
        self.writeEnd = writeEnd
        self.sink = sink
        // The process must be able to block on a full pipe, so only our end is non-blocking.
        _ = fcntl(readEnd.rawValue, F_SETFL, O_NONBLOCK)
        unsafe source = DispatchSource.makeReadSource(fileDescriptor: readEnd.rawValue, queue: queue)
        unsafe source.setCancelHandler {
            try? readEnd.close()
            try? writeEnd.close()
        }
        unsafe source.setEventHandler { [weak self] in self?.drain() }
        unsafe source.activate()
    }

    deinit { close() }

    /// Passes on everything written so far.
    func drain() {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            var isDrained = false
            while !isDrained {
                // Not zero-filled, because there's usually nothing to read.
                let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                    count = unsafe (try? readEnd.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
                }
                if !output.isEmpty { sink(output) }
                isDrained = output.count < Self.chunk
            }
        }
    }

    /// Stops reading. Output that hasn't been drained is lost.
    func close() {
        isOpen.withLock { isOpen in
            if isOpen { unsafe source.cancel() }
            isOpen = false
        }
    }
}
