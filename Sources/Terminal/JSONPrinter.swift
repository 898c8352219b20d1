// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON formatted for reading: indented and coloured.
public struct JSONPrinter: Sendable {
    private let palette: Palette

    public init(palette: Palette) { self.palette = palette }

    /// Indented text, two spaces per level, without a final newline.
    public func text(_ value: JSONValue) -> String {
        var text = ""
        append(value, indentation: 0, to: &text)
        return text
    }

    private func append(_ value: JSONValue, indentation: Int, to text: inout String) {
        switch value {
        case .null, .bool: text += palette(.literal, value.description)
        case .number(let number): text += palette(.number, number.text)
        case .string: text += palette(.string, value.description)
        case .array(let elements):
            append(elements, between: ("[", "]"), indentation: indentation, to: &text) { element, text in
                append(element, indentation: indentation + 1, to: &text)
            }
        case .object(let members):
            append(members, between: ("{", "}"), indentation: indentation, to: &text) { member, text in
                text += palette(.key, JSONValue.string(member.key).description)
                text += palette(.punctuation, ":") + " "
                append(member.value, indentation: indentation + 1, to: &text)
            }
        }
    }

    private func append<Items: Collection>(
        _ items: Items, between brackets: (open: String, close: String), indentation: Int, to text: inout String,
        item: (Items.Element, inout String) -> Void
    ) {
        if items.isEmpty {
            text += palette(.punctuation, brackets.open + brackets.close)
            return
        }
        text += palette(.punctuation, brackets.open)
        var isFirst = true
        for element in items {
            if !isFirst { text += palette(.punctuation, ",") }
            isFirst = false
            text += "\n" + String(repeating: "  ", count: indentation + 1)
            item(element, &text)
        }
        text += "\n" + String(repeating: "  ", count: indentation) + palette(.punctuation, brackets.close)
    }
}
