// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(System)
    import System
#else
    import SystemPackage
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Dispatch
import Synchronization

/// Bytes in pieces.
package protocol ByteSource: Sendable {
    /// nil at the end. One read at a time.
    func read() async throws -> [UInt8]?
}

/// No bytes at all: for rows that are not read.
package struct NoBytes: ByteSource {
    package init() {}
    package func read() async throws -> [UInt8]? { nil }
}

/// Bytes that are in memory.
package final class BytesInMemory: ByteSource {
    private let bytes: Mutex<[UInt8]?>

    package init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

    package func read() async throws -> [UInt8]? {
        bytes.withLock { bytes in
            defer { bytes = nil }
            return bytes
        }
    }
}

/// A file or a pipe, read on a thread of its own: a writer at the other end may be slow.
package final class DescriptorSource: ByteSource {
    private let descriptor: FileDescriptor
    private let closes: Bool
    private let queue = DispatchQueue(label: "lamsh.rows")
    /// In bytes; nil for what is no regular file.
    package let size: Int?

    private init(_ descriptor: FileDescriptor, closes: Bool) {
        self.descriptor = descriptor
        self.closes = closes
        var status = stat()
        let isRegular = unsafe fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? Int(status.st_size) : nil
    }

    package convenience init(path: String) throws {
        self.init(try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec), closes: true)
    }

    package static func standardInput() -> DescriptorSource { DescriptorSource(.standardInput, closes: false) }

    deinit { if closes { try? descriptor.close() } }

    package func read() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [descriptor] in
                continuation.resume(with: Result { try descriptor.readPiece().map(Array.init) })
            }
        }
    }
}

extension FileDescriptor {
    /// What comes next, 256 KiB at most; nil at the end of the file.
    func readPiece() throws -> ArraySlice<UInt8>? {
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        let count = try unsafe piece.withUnsafeMutableBytes { unsafe try read(into: $0) }
        return count == 0 ? nil : piece[..<count]
    }
}
