// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What a variable holds and a statement gives: a JSON value, with the bytes it was read from while nothing changed it.
package struct Value: Sendable {
    package let json: JSONValue

    /// The bytes of a payload or a file, to be passed on as they came; nil once the value was computed.
    package let source: [UInt8]?

    /// Read from a secret variable: shown as `•••` wherever it is printed.
    package var isSecret: Bool

    package init(_ json: JSONValue, source: [UInt8]? = nil, isSecret: Bool = false) {
        self.json = json
        self.source = source
        self.isSecret = isSecret
    }

    package static let null = Value(.null)

    /// A payload as it came: its JSON, or its text when it is no JSON. Bytes that are no UTF-8 are replaced in the text
    /// alone. An empty payload is null.
    package init(payload bytes: [UInt8]) {
        if bytes.isEmpty {
            self = .null
        } else if let json = try? JSONValue(parsing: bytes) {
            self.init(json, source: bytes)
        } else {
            self.init(.string(String(decoding: bytes, as: UTF8.self)), source: nil)
        }
    }

    /// The JSON text of the value: as it was read where nothing changed it, compact otherwise.
    package var jsonBytes: [UInt8] { source ?? json.serialized() }
}

extension JSONValue {
    /// The value where text is needed: strings as they are, numbers and booleans printed, arrays and objects as compact
    /// JSON; nil for null.
    package var asText: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        case .number(let number): number.text
        case .bool, .array, .object: description
        }
    }
}
