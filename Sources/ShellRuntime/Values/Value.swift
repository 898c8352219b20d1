// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// The value of a variable or a statement: JSON, with the bytes it was read from as long as it's unchanged.
package struct Value: Sendable {
    package private(set) var json: JSONValue

    /// The original bytes of a payload or a file with JSON, to pass on unchanged; nil for a computed value.
    package private(set) var source: [UInt8]?

    /// The original bytes of a payload that isn't JSON, if its text isn't the same.
    package private(set) var binary: [UInt8]?

    /// Read from a secret variable: shown as `•••` wherever it is printed.
    package var isSecret: Bool

    package init(_ json: JSONValue, source: [UInt8]? = nil, isSecret: Bool = false) {
        self.json = json
        self.source = source
        binary = nil
        self.isSecret = isSecret
    }

    /// The JSON of a payload or a file, whose bytes are kept without a byte order mark.
    init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        self.init(try JSONValue(parsing: bytes), source: ByteOrderMark.dropped(from: bytes))
    }

    /// Bytes that aren't JSON: a string, with what isn't UTF-8 replaced.
    init(text bytes: [UInt8]) {
        let text = String(decoding: ByteOrderMark.dropped(from: bytes), as: UTF8.self)
        json = .string(text)
        source = nil
        binary = text.utf8.elementsEqual(bytes) ? nil : bytes
        isSecret = false
    }

    package static let null = Value(.null)

    /// Changes the JSON in place, without a copy if nothing else has it. The original bytes are dropped.
    mutating func change<E>(_ change: (inout JSONValue) throws(E) -> Void) throws(E) {
        try change(&json)
        source = nil
        binary = nil
    }

    /// A payload as received: its JSON, or its text if it isn't JSON. Invalid UTF-8 is replaced in text. An empty payload
    /// is null.
    package init(payload bytes: [UInt8]) { self = Payload(bytes).value }

    /// The JSON text of the value: the original bytes if it's unchanged, otherwise compact.
    package var jsonBytes: [UInt8] { source ?? json.serialized() }
}

extension JSONValue {
    /// The value converted to text: strings as they are, everything else as compact JSON; nil for null.
    package var asText: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .number(let number): number.text
        case .bool, .array, .object: description
        }
    }
}
