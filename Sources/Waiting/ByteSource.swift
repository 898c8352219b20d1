// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Bytes in pieces.
package protocol ByteSource: Sendable {
    /// nil at the end. One read at a time.
    func read() async throws -> [UInt8]?
}

/// No bytes: for rows that aren't read from a source.
package struct NoBytes: ByteSource {
    package init() {}
    package func read() async throws -> [UInt8]? { nil }
}

/// Bytes in memory.
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

extension InputDescriptor: ByteSource {}
