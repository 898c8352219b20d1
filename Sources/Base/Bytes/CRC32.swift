// SPDX-License-Identifier: GPL-3.0-or-later

import CZlib

/// The cyclic redundancy check of zip archives and AWS's event streams (IEEE 802.3), computed by zlib.
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

    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum = CRC32()
        sum.update(bytes)
        return sum.value
    }
}
