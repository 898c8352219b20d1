// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JMESPath
import JSON

/// A value in a line of a list: its type, its size and the beginning of its text.
struct ValueSummary {
    let value: Value
    /// The value's text, without secrets.
    let text: String

    private static let longestPreview = 60

    @SessionActor init(_ value: Value, console: any Console) {
        self.value = value
        text = console.redact(value.json.description)
    }

    var type: JSONValue { .string(value.json.typeName) }

    /// The number of characters, elements or members.
    var size: JSONValue {
        let size: Int? =
            switch value.json {
            case .string(let text): text.unicodeScalars.count
            case .array(let elements): elements.count
            case .object(let members): members.count
            case .null, .bool, .number: nil
            }
        return value.isSecret ? .null : size.map { .number(JSONNumber($0)) } ?? .null
    }

    var preview: JSONValue {
        if value.isSecret { return "•••" }
        return .string(text.count > Self.longestPreview ? "\(text.prefix(Self.longestPreview))…" : text)
    }
}
