// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// A row as it's uploaded: one line of JSON, with the position and the key that its outcome carries.
package struct UploadedRow: Sendable {
    package var index: Int
    package var key: JSONValue?
    /// What the function gets, as JSON.
    package var payload: [UInt8]
    package var qualifier: String?
    /// JSON text.
    package var context: [UInt8]?
    /// The name of its durable execution.
    package var name: String?

    package init(index: Int, key: JSONValue? = nil, payload: [UInt8]) {
        self.index = index
        self.key = key
        self.payload = payload
    }

    private static let start = #"{"i":"#

    /// The index in a line, which `append` wrote; nil for any other line.
    package static func index(of line: ArraySlice<UInt8>) -> Int? {
        guard line.starts(with: start.utf8) else { return nil }
        var index = 0
        var digits = 0
        for byte in line.dropFirst(start.utf8.count).prefix(19) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { break }
            index = index * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        return (1...18).contains(digits) ? index : nil
    }

    /// Appends the line with its newline.
    ///
    /// - Returns: the line's bytes without it.
    @discardableResult
    package func append(to bytes: inout [UInt8]) -> Int {
        let start = bytes.count
        bytes += Self.start.utf8
        bytes += String(index).utf8
        bytes += #","key":"#.utf8
        if let key { key.serialize(into: &bytes) } else { bytes += "null".utf8 }
        bytes += #","row":"#.utf8
        // Newlines of JSON are outside its strings, where they are white space.
        for byte in payload { bytes.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
        if let qualifier {
            bytes += #","qualifier":"#.utf8
            serializeString(qualifier, into: &bytes)
        }
        if let context {
            bytes += #","context":"#.utf8
            serializeString(Base64.encode(context), into: &bytes)
        }
        if let name {
            bytes += #","name":"#.utf8
            serializeString(name, into: &bytes)
        }
        bytes += "}\n".utf8
        return bytes.count - start - 1
    }
}
