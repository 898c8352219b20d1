// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// The tags of a run's state machine: what other machines need to find its record.
package struct RunTags: Sendable, Equatable {
    package let function: String
    package let place: RunPlace

    private static let functionKey = "lamsh:function"
    private static let placeKey = "lamsh:place"

    package init(function: String, place: RunPlace) {
        self.function = function
        self.place = place
    }

    /// nil if they aren't the tags of a run.
    package init?(_ json: JSONValue) {
        var values: [String: String] = [:]
        for tag in json.array ?? [] { values[tag["key"]?.string ?? ""] = tag["value"]?.string }
        guard let function = values[Self.functionKey], let place = values[Self.placeKey] else { return nil }
        guard let parts = TagText.decode(place)?.split(separator: "/", maxSplits: 1), parts.count == 2 else {
            return nil
        }
        self.function = TagText.decode(function) ?? function
        self.place = RunPlace(bucket: String(parts[0]), folder: String(parts[1]))
    }

    package var json: JSONValue {
        func tag(_ key: String, _ value: String) -> JSONValue {
            ["key": .string(key), "value": .string(TagText.encode(value))]
        }
        return .array([
            tag(Self.functionKey, function), tag(Self.placeKey, Self.text(place)),
        ])
    }

    private static func text(_ place: RunPlace) -> String { "\(place.bucket)/\(place.folder)" }

    /// Whether a tag has room for the place.
    package static func fits(_ place: RunPlace) -> Bool { TagText.encode(text(place)).utf8.count <= mostBytes }

    /// The characters of a tag's value, all of them ASCII here.
    package static let mostBytes = 256
}

/// Any text as the value of a tag, which may have letters, digits, spaces and `_.:/=+-@` (AWS Step Functions Developer
/// Guide, "Tagging state machines and activities"). Other bytes are written as `=` and two hexadecimal digits, and so is
/// `=` itself.
enum TagText {
    static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isPlain(byte) { encoded.append(byte) } else { encoded += "=\(Hexadecimal.encode([byte]))".utf8 }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// nil if it wasn't encoded.
    static func decode(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
