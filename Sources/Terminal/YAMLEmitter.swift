// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON values as YAML, block style: what readers of YAML 1.1 and 1.2 read as the same values.
public enum YAMLEmitter {
    /// The document with a final newline.
    public static func text(_ value: JSONValue) -> String {
        var text = ""
        append(value, indentation: 0, position: .document, to: &text)
        return text
    }

    /// The text before a value on its line.
    private enum Position {
        case document
        case key
        case dash
    }

    private static func append(_ value: JSONValue, indentation: Int, position: Position, to text: inout String) {
        let isInline = position != .key
        switch value {
        case .array(let elements) where !elements.isEmpty:
            if !isInline { text += "\n" }
            for (index, element) in elements.enumerated() {
                if index > 0 || !isInline { text += spaces(indentation) }
                text += "- "
                append(element, indentation: indentation + 1, position: .dash, to: &text)
            }
        case .object(let members) where !members.isEmpty:
            if !isInline { text += "\n" }
            for (index, member) in members.enumerated() {
                if index > 0 || !isInline { text += spaces(indentation) }
                text += key(member.key, indentation: indentation) + ":"
                append(member.value, indentation: indentation + 1, position: .key, to: &text)
            }
        default:
            if position == .key { text += " " }
            text += scalar(value, indentation: max(indentation, 1)) + "\n"
        }
    }

    /// Readers look only so far for the colon of a key, unless there's a question mark before it (YAML 1.2, section 8.2.2).
    private static func key(_ key: String, indentation: Int) -> String {
        let text = YAMLScalar.text(key)
        return text.unicodeScalars.count < 1_000 ? text : "? \(text)\n\(spaces(indentation))"
    }

    private static func scalar(_ value: JSONValue, indentation: Int) -> String {
        switch value {
        case .string(let text): YAMLScalar.block(text, indentation: spaces(indentation)) ?? YAMLScalar.text(text)
        case .number(let number): YAMLScalar.number(number.text)
        case .null, .bool, .array, .object: value.description
        }
    }

    private static func spaces(_ indentation: Int) -> String { String(repeating: "  ", count: indentation) }
}
