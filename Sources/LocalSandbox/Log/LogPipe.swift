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

/// The pipe that a function's process writes its log to.
///
/// It is read as output comes, and on demand: what a function printed before it gave its result must be in the log of
/// that invocation, and only a read that finds nothing more can tell.
final class LogPipe: Sendable {
    private let readEnd: FileDescriptor
    private let shared: Mutex<Shared>
    private let sink: @Sendable ([UInt8]) -> Void
    // Set once in init and then only cancelled, which is safe from any thread.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    private struct Shared {
        var isOpen = true
        /// nil once it was handed over.
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

    /// The number of the process's end, which whoever starts the process closes from now on. To be called once.
    func handOver() -> CInt {
        let writeEnd = shared.withLock { shared in
            defer { shared.writeEnd = nil }
            return shared.writeEnd
        }
        guard let writeEnd else { preconditionFailure("a log's pipe is for one process") }
        return writeEnd.rawValue
    }

    /// Hands over all that was written so far.
    func drain() {
        shared.withLock { shared in
            guard shared.isOpen else { return }
            var isDrained = false
            while !isDrained {
                // Not filled with zeros first: mostly there is nothing to read.
                let output = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                    count = unsafe (try? readEnd.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
                }
                if !output.isEmpty { sink(output) }
                isDrained = output.count < Self.chunk
            }
        }
    }

    /// Stops reading. What was not drained is lost.
    func close() {
        shared.withLock { shared in
            if shared.isOpen { unsafe source.cancel() }
            // No process was started.
            try? shared.writeEnd?.close()
            shared = Shared(isOpen: false)
        }
    }
}
