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

/// Bytes of a file, a pipe, a terminal or a socket, which a task waits for without holding up a thread of the pool.
///
/// Each wait ends with `CancellationError` as soon as the task is cancelled. System errors are `Errno`.
package final class InputDescriptor: Sendable {
    private enum Way {
        /// On a thread that may block: a file, and what cannot be had without blocking.
        case onThread
        /// From this descriptor, which does not block.
        case directly(OpenDescriptor)
        case asSocket
    }

    /// Pieces of files are larger than a pipe's: a pipe gives no more than it holds.
    private static let filePiece = 1 << 19
    private static let streamPiece = 1 << 16

    /// What is waited for.
    private let descriptor: CInt
    /// Closes `descriptor` where it is this type's own.
    private let owner: OpenDescriptor?
    private let kind: DescriptorKind
    private let way: Way
    /// The read of a file that was begun while its last piece was being used.
    private let begun = Mutex<Reply<[UInt8]?>?>(nil)

    /// In bytes; nil for what is no regular file.
    package var size: Int? { if case .file(let size) = kind { size } else { nil } }

    private init(owning file: OpenDescriptor, _ kind: DescriptorKind, waitingOn descriptor: CInt?) {
        self.descriptor = descriptor ?? file.number
        owner = file
        self.kind = kind
        way = if case .file = kind { .onThread } else { .directly(file) }
    }

    /// A descriptor that somebody else opened and closes later, such as standard input.
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

    /// Opens what stands at `path`. A FIFO opens at once, and its first read waits for a writer.
    package static func open(_ path: String) async throws -> InputDescriptor {
        try await onBlockingThread { try openBlocking(path) }
    }

    private static func openBlocking(_ path: String) throws(Errno) -> InputDescriptor {
        let file = try OpenDescriptor(path, O_RDONLY | O_NONBLOCK)
        let kind = try DescriptorKind(file.number)
        // A FIFO that is opened after its last writer has gone never says that it is at its end. Under the names of
        // descriptors that are open already, those know better.
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

    /// The next piece; nil at the end. One read at a time.
    package func read() async throws -> [UInt8]? {
        if case .file = kind { return try await readFile() }
        while true {
            try Task.checkCancellation()
            if DescriptorPoll.isReady(descriptor, for: .input) {
                // A stream that never runs dry leaves the caller's actor to others now and then.
                await Task.yield()
            } else {
                try await DescriptorPoll.shared.wait(for: .input, on: descriptor)
            }
            switch try await readReady() {
            // Another process took it.
            case .failed(code: EAGAIN): continue
            case let outcome: return try result(outcome)
            }
        }
    }

    private func readFile() async throws -> [UInt8]? {
        try Task.checkCancellation()
        let next = begun.withLock { $0.take() }
        let bytes = try await (next ?? beginReading()).value()
        // Only of a file of our own: others may read on from where a borrowed descriptor stands.
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
        // One thread for a file of common size, as scripts and bodies are.
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

/// `recv(2)` of what is there; fails with `EAGAIN` when nothing is.
private func receiveAvailable(from socket: CInt, atMost count: Int) -> ReadOutcome {
    var code: CInt = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        let result = unsafe recv(socket, buffer.baseAddress, count, CInt(MSG_DONTWAIT))
        if result >= 0 { initialized = result } else { code = errno == EINTR ? EAGAIN : errno }
    }
    return code != 0 ? .failed(code: code) : bytes.isEmpty ? .end : .bytes(bytes)
}
