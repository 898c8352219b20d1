// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Synchronization

/// Reads bytes from a file, a pipe, a terminal or a socket. A task can wait for them without blocking a thread of the
/// pool.
///
/// Each wait ends with `CancellationError` as soon as the task is cancelled. System errors are `Errno`.
package final class InputDescriptor: Sendable {
    private enum Way {
        /// On a thread that may block: for a file, and for descriptors that can't be made non-blocking.
        case onThread
        /// From this non-blocking descriptor.
        case directly(OpenDescriptor)
        case asSocket
    }

    /// The chunks of files are larger than a pipe's, because a pipe returns no more than its buffer.
    private static let filePiece = 1 << 19
    private static let streamPiece = 1 << 16

    /// The descriptor to wait for.
    private let descriptor: CInt
    /// Closes `descriptor` if this type owns it.
    private let owner: OpenDescriptor?
    private let kind: DescriptorKind
    private let way: Way
    /// The read of a file that was started while its previous chunk was being processed.
    private let begun = Mutex<Reply<[UInt8]?>?>(nil)

    /// In bytes; nil if it isn't a regular file.
    package var size: Int? { if case .file(let size) = kind { size } else { nil } }

    private init(owning file: OpenDescriptor, _ kind: DescriptorKind, waitingOn descriptor: CInt?) {
        self.descriptor = descriptor ?? file.number
        owner = file
        self.kind = kind
        way = if case .file = kind { .onThread } else { .directly(file) }
    }

    /// A descriptor that the caller opened and closes later, such as standard input.
    package init(borrowing descriptor: CInt) throws(Errno) {
        self.descriptor = descriptor
        owner = nil
        kind = try DescriptorKind(descriptor)
        switch kind {
        case .file: way = .onThread
        case .socket: way = .asSocket
        case .pipe, .device:
            way = OpenDescriptor(unblocking: descriptor, O_RDONLY).map(Way.directly) ?? .onThread
        }
    }

    /// Opens the file at `path`. A FIFO opens at once, and its first read waits for a writer.
    package static func open(_ path: String) async throws -> InputDescriptor {
        try await onBlockingThread { try openBlocking(path) }
    }

    private static func openBlocking(_ path: String) throws(Errno) -> InputDescriptor {
        let file = try OpenDescriptor(path, O_RDONLY | O_NONBLOCK)
        let kind = try DescriptorKind(file.number)
        // A FIFO opened after its last writer has closed it never reports its end. If the path is the name of an open
        // descriptor, that descriptor does.
        let known = kind == .pipe ? openDescriptor(named: path) : nil
        return InputDescriptor(owning: file, kind, waitingOn: known)
    }

    private static func openDescriptor(named path: String) -> CInt? {
        if path == "/dev/stdin" { return 0 }
        for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
            return CInt(path.dropFirst(folder.count))
        }
        return nil
    }

    /// The next chunk; nil at the end. One read at a time.
    package func read() async throws -> [UInt8]? {
        if case .file = kind { return try await readFile() }
        while true {
            try Task.checkCancellation()
            if DescriptorPoll.isReady(descriptor, for: .input) {
                // A stream that always has data occasionally yields the caller's actor to other tasks.
                await Task.yield()
            } else {
                try await DescriptorPoll.shared.wait(for: .input, on: descriptor)
            }
            switch try await readReady() {
            // Another process consumed it.
            case .failed(code: EAGAIN): continue
            case let outcome: return try result(outcome)
            }
        }
    }

    private func readFile() async throws -> [UInt8]? {
        try Task.checkCancellation()
        let next = begun.withLock { $0.take() }
        let bytes = try await (next ?? beginReading()).value()
        // Only for our own file: others may continue reading at a borrowed descriptor's position.
        if owner != nil, bytes?.count == Self.filePiece {
            let ahead = try beginReading()
            begun.withLock { $0 = ahead }
        }
        return bytes
    }

    private func beginReading() throws(Errno) -> Reply<[UInt8]?> {
        let reply = Reply<[UInt8]?>()
        try startThread { [self] in
            reply.deliver(Result { try result(readBytes(from: descriptor, atMost: Self.filePiece)) })
        }
        return reply
    }

    private func readReady() async throws -> ReadOutcome {
        switch way {
        case .directly(let file): return readAvailable(from: file.number, atMost: Self.streamPiece)
        case .asSocket: return receiveAvailable(from: descriptor, atMost: Self.streamPiece)
        case .onThread:
            return try await onBlockingThread { [self] in readAvailable(from: descriptor, atMost: Self.streamPiece) }
        }
    }

    private func result(_ outcome: ReadOutcome) throws(Errno) -> [UInt8]? {
        switch outcome {
        case .bytes(let bytes): return bytes
        case .end: return nil
        case .failed(let code): throw Errno(rawValue: code)
        }
    }

    /// Everything up to the end.
    package func readToEnd() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await read() { bytes += piece }
        return bytes
    }

    /// Everything in the file at `path`, or everything that comes through a FIFO or a device.
    package static func content(of path: String) async throws -> [UInt8] {
        // One thread suffices for a file of common size, such as scripts and bodies.
        enum Opened {
            case whole([UInt8])
            case open(InputDescriptor)
        }
        let opened = try await onBlockingThread { () throws -> Opened in
            let file = try openBlocking(path)
            guard let size = file.size, size < filePiece else { return .open(file) }
            var bytes: [UInt8] = []
            while let piece = try file.result(readBytes(from: file.descriptor, atMost: max(size + 1, 1 << 12))) {
                bytes += piece
            }
            return .whole(bytes)
        }
        switch opened {
        case .whole(let bytes): return bytes
        case .open(let file): return try await file.readToEnd()
        }
    }
}

/// `recv(2)` of the available data; fails with `EAGAIN` if there's none.
private func receiveAvailable(from socket: CInt, atMost count: Int) -> ReadOutcome {
    var code: CInt = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        let result = unsafe recv(socket, buffer.baseAddress, count, CInt(MSG_DONTWAIT))
        if result >= 0 { initialized = result } else { code = errno == EINTR ? EAGAIN : errno }
    }
    return code != 0 ? .failed(code: code) : bytes.isEmpty ? .end : .bytes(bytes)
}
