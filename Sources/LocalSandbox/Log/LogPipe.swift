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
    private let shared: Mutex<Shared>
    private let sink: @Sendable ([UInt8]) -> Void
    // Set once in init and then only cancelled, which is safe from any thread.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    private struct Shared {
        var isOpen = true
        /// nil after it was passed on.
        var writeEnd: FileDescriptor?
    }

    private static let chunk = 16_384

    /// Calls `sink` with each piece of output, one call at a time.
    init(queue: DispatchQueue, sink: @escaping @Sendable ([UInt8]) -> Void) throws {
        let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
        self.readEnd = readEnd
        shared = Mutex(Shared(writeEnd: writeEnd))
        self.sink = sink
        // The process must be able to block on a full pipe, so only our end is non-blocking.
        _ = fcntl(readEnd.rawValue, F_SETFL, O_NONBLOCK)
        unsafe source = DispatchSource.makeReadSource(fileDescriptor: readEnd.rawValue, queue: queue)
        unsafe source.setCancelHandler { try? readEnd.close() }
        unsafe source.setEventHandler { [weak self] in self?.drain() }
        unsafe source.activate()
    }

    deinit { close() }

    /// The descriptor of the process's end. The caller that starts the process must close it from now on. Call this
    /// once.
    func handOver() -> CInt {
        let writeEnd = shared.withLock { shared in
            defer { shared.writeEnd = nil }
            return shared.writeEnd
        }
        guard let writeEnd else { preconditionFailure("a log's pipe is for one process") }
        return writeEnd.rawValue
    }

    /// Passes on everything written so far.
    func drain() {
        shared.withLock { shared in
            guard shared.isOpen else { return }
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
        shared.withLock { shared in
            if shared.isOpen { unsafe source.cancel() }
            // No process was started.
            try? shared.writeEnd?.close()
            shared = Shared(isOpen: false)
        }
    }
}
