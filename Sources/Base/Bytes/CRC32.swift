// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib

/// The cyclic redundancy check of zip archives, AWS's event streams and S3's objects (IEEE 802.3), computed by zlib.
package struct CRC32: Sendable {
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        // zlib interprets null as a request for the initial value.
        guard !bytes.isEmpty else { return }
        value = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.baseAddress, bytes.count))
        }
    }

    /// Adds `count` bytes whose own check is `other`.
    package mutating func append(_ other: UInt32, count: Int) {
        value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(other), count))
    }

    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum = CRC32()
        sum.update(bytes)
        return sum.value
    }

    /// As S3 writes it: Base64 of its four bytes, the most significant one first.
    package static func base64(of value: UInt32) -> String {
        Base64.encode((0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) })
    }

    /// nil if it isn't Base64 of four bytes.
    package static func value(ofBase64 text: String) -> UInt32? {
        guard let bytes = Base64.decode(text), bytes.count == 4 else { return nil }
        return bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
