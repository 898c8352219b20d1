// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Testing

/// The framing of application/vnd.amazon.eventstream, tested with streams from botocore's own encoder.
struct EventStreamTests {
    private static let golden = TestData.shared("reference/golden-eventstream.json")
    private static let isThere = ConditionTrait.enabled(
        if: golden != nil,
        "reference/golden-eventstream.json is missing: put it into ../shared, or set LAMSH_SHARED")

    private static func bytes(_ name: String) throws -> [UInt8] {
        let json = try JSONValue(parsing: try TestData.bytes(try #require(golden)))
        let digits = Array(try #require(json[name]?.string).utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
    }

    private static func messages(_ bytes: [UInt8], pieces: Int) throws -> [EventStreamMessage] {
        var decoder = EventStreamDecoder()
        var messages: [EventStreamMessage] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            decoder.append(bytes[start..<min(start + pieces, bytes.count)])
            while let message = try decoder.next() { messages.append(message) }
        }
        try decoder.finish()
        return messages
    }

    @Test(isThere, arguments: [1, 7, 16, 100_000])
    func `messages are found in pieces of any size`(pieces: Int) throws {
        let messages = try Self.messages(try Self.bytes("ok"), pieces: pieces)
        #expect(messages.map(\.eventType) == ["PayloadChunk", "PayloadChunk", "InvokeComplete"])
        #expect(messages.map(\.type) == ["event", "event", "event"])
        let text = messages.dropLast().map { String(decoding: $0.payload, as: UTF8.self) }.joined()
        #expect(text == "hello world")
    }

    @Test(arguments: [[], Array("hello".utf8), [UInt8](repeating: 0xFF, count: 100_000)])
    func `the decoder reads the encoder's output`(payload: [UInt8]) throws {
        let headers = [(":event-type", "PayloadChunk"), (":message-type", "event"), (":empty", "")]
        let bytes = EventStreamEncoder.encode(headers: headers, payload: payload)
        let messages = try Self.messages(bytes + bytes, pieces: 1_000)
        let expected = EventStreamMessage(fields: Dictionary(uniqueKeysWithValues: headers), payload: payload)
        #expect(messages == [expected, expected])
    }

    @Test(isThere)
    func `an exception has its name`() throws {
        let last = try Self.messages(try Self.bytes("exception"), pieces: 7).last
        #expect(last?.type == "exception")
        #expect(last?.exceptionType == "ServiceException")
    }

    @Test(
        isThere,
        arguments: [("truncated", EventStreamError.truncated), ("badcrc", .messageChecksum)])
    func `damage is detected`(name: String, expected: EventStreamError) throws {
        let bytes = try Self.bytes(name)
        #expect(throws: expected) { try Self.messages(bytes, pieces: 9) }
    }

    @Test(isThere)
    func `every flipped bit is detected`() throws {
        let bytes = try Self.bytes("ok")
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= 1 << (index % 8)
            #expect(throws: EventStreamError.self, "byte \(index)") { try Self.messages(flipped, pieces: 50) }
        }
    }

    @Test func `an impossible length is refused before its bytes arrive`() {
        var decoder = EventStreamDecoder()
        // 4 bytes in total, with a correct checksum.
        decoder.append([0, 0, 0, 4, 0, 0, 0, 0, 0x05, 0xC2, 0x48, 0xEB, 0, 0, 0, 0])
        #expect(throws: EventStreamError.self) { try decoder.next() }
    }
}
