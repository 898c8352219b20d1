// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Splits bytes that arrive in pieces of any size into the messages of an event stream.
///
/// A message is: total length, length of the headers and checksum of both (4 bytes each, big endian), the headers, the
/// payload, and a checksum of everything before it.
package struct EventStreamDecoder: Sendable {
    private static let prelude = 12
    private static let longestHeaders = 128 << 10
    private static let longestPayload = 24 << 20

    private var bytes: [UInt8] = []
    private var start = 0

    package init() {}

    package mutating func append(_ more: some Sequence<UInt8>) {
        bytes.removeFirst(start)
        start = 0
        bytes += more
    }

    /// The next message; nil until more bytes arrive.
    package mutating func next() throws(EventStreamError) -> EventStreamMessage? {
        let rest = bytes[start...]
        guard rest.count >= Self.prelude else { return nil }
        let total = Int(Self.integer(rest, at: 0))
        let headers = Int(Self.integer(rest, at: 4))
        guard CRC32.of(rest.prefix(8)) == Self.integer(rest, at: 8) else { throw .preludeChecksum }
        let payload = total - headers - Self.prelude - 4
        guard payload >= 0, headers <= Self.longestHeaders, payload <= Self.longestPayload else {
            throw .impossibleLength
        }
        guard rest.count >= total else { return nil }
        let message = rest.prefix(total)
        guard CRC32.of(message.dropLast(4)) == Self.integer(message, at: total - 4) else { throw .messageChecksum }
        start += total
        let body = message.dropFirst(Self.prelude)
        return EventStreamMessage(
            fields: try Self.fields(body.prefix(headers)), payload: Array(body.dropFirst(headers).dropLast(4)))
    }

    /// Checks that the bytes ended at the end of a message.
    package func finish() throws(EventStreamError) {
        guard start == bytes.count else { throw .truncated }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
        bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Each header is: length of the name, the name, a type, and a value whose length depends on the type or is given.
    private static func fields(_ headers: ArraySlice<UInt8>) throws(EventStreamError) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = headers

        func take(_ count: Int) throws(EventStreamError) -> ArraySlice<UInt8> {
            guard rest.count >= count else { throw .malformedHeaders }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        func length(_ bytes: Int) throws(EventStreamError) -> Int { try take(bytes).reduce(0) { $0 << 8 | Int($1) } }

        var names: Set<String> = []
        while !rest.isEmpty {
            let name = String(decoding: try take(try length(1)), as: UTF8.self)
            guard names.insert(name).inserted else { throw .malformedHeaders }
            switch try length(1) {
            case 0, 1: break
            case 2: _ = try take(1)
            case 3: _ = try take(2)
            case 4: _ = try take(4)
            case 5, 8: _ = try take(8)
            case 6: _ = try take(try length(2))
            case 7: fields[name] = String(decoding: try take(try length(2)), as: UTF8.self)
            case 9: _ = try take(16)
            default: throw .malformedHeaders
            }
        }
        return fields
    }
}
