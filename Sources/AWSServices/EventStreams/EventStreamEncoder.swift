// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Writes messages of the format application/vnd.amazon.eventstream, which `EventStreamDecoder` reads.
package enum EventStreamEncoder {
    /// Lengths, checksums, headers and payload.
    ///
    /// - Parameter headers: with string values, in sending order; names of at most 255 bytes.
    package static func encode(headers: [(name: String, value: String)], payload: [UInt8]) -> [UInt8] {
        var fields: [UInt8] = []
        for (name, value) in headers {
            let text: UInt8 = 7
            fields += [UInt8(name.utf8.count)] + name.utf8 + [text] + bigEndian(UInt16(value.utf8.count)) + value.utf8
        }
        // Two lengths and a checksum before, a checksum after.
        let overhead = 16
        var message = bigEndian(UInt32(overhead + fields.count + payload.count))
        message += bigEndian(UInt32(fields.count))
        message += bigEndian(CRC32.of(message[...]))
        message += fields
        message += payload
        message += bigEndian(CRC32.of(message[...]))
        return message
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
