// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A message of AWS's event stream framing (application/vnd.amazon.eventstream).
package struct EventStreamMessage: Sendable, Hashable {
    /// Text, in the order in which they are sent.
    package var headers: [(name: String, value: String)] { event.headers }
    package var event: Event
    package var payload: [UInt8]

    package enum Event: Sendable, Hashable {
        case payloadChunk
        case invokeComplete

        fileprivate var headers: [(name: String, value: String)] {
            let (name, type) =
                switch self {
                case .payloadChunk: ("PayloadChunk", "application/octet-stream")
                case .invokeComplete: ("InvokeComplete", "application/json")
                }
            return [(":event-type", name), (":content-type", type), (":message-type", "event")]
        }
    }

    package init(_ event: Event, _ payload: [UInt8]) {
        self.event = event
        self.payload = payload
    }

    /// Lengths, checksums, headers and payload.
    package var encoded: [UInt8] {
        var fields: [UInt8] = []
        for (name, value) in headers {
            let text: UInt8 = 7
            fields +=
                [UInt8(name.utf8.count)] + name.utf8 + [text] + Self.bigEndian(UInt16(value.utf8.count)) + value.utf8
        }
        // Two lengths and a checksum before, a checksum after.
        let overhead = 16
        var message = Self.bigEndian(UInt32(overhead + fields.count + payload.count))
        message += Self.bigEndian(UInt32(fields.count))
        message += Self.bigEndian(CRC32.of(message[...]))
        message += fields
        message += payload
        message += Self.bigEndian(CRC32.of(message[...]))
        return message
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
