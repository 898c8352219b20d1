// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// JSON formatted for reading: indented and coloured.
public struct JSONPrinter: Sendable {
    private let palette: Palette
    private let isShort: Bool

    private static let shownElements = 20
    private static let shownMembers = 100
    /// In characters.
    private static let longestString = 1_000

    /// - Parameter isShort: whether long arrays, objects and strings are shortened, with `…` and how much is left out.
    public init(palette: Palette, isShort: Bool = false) {
        self.palette = palette
        self.isShort = isShort
    }

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
        case .string(let string):
            text += palette(.string, value.description.prefix(isShort ? Self.longestString : .max))
            let rest = isShort ? string.count - Self.longestString : 0
            if rest > 0 { text += palette(.dim, "… \(rest) more characters") }
        case .array(let elements):
            append(elements, limit: Self.shownElements, between: ("[", "]"), indentation: indentation, to: &text) {
                element, text in
                append(element, indentation: indentation + 1, to: &text)
            }
        case .object(let members):
            append(members, limit: Self.shownMembers, between: ("{", "}"), indentation: indentation, to: &text) {
                member, text in
                text += palette(.key, JSONValue.string(member.key).description)
                text += palette(.punctuation, ":") + " "
                append(member.value, indentation: indentation + 1, to: &text)
            }
        }
    }

    private func append<Items: Collection>(
        _ items: Items, limit: Int, between brackets: (open: String, close: String), indentation: Int,
        to text: inout String,
        item: (Items.Element, inout String) -> Void
    ) {
        if items.isEmpty {
            text += palette(.punctuation, brackets.open + brackets.close)
            return
        }
        text += palette(.punctuation, brackets.open)
        var isFirst = true
        for element in items.prefix(isShort ? limit : .max) {
            if !isFirst { text += palette(.punctuation, ",") }
            isFirst = false
            text += "\n" + String(repeating: "  ", count: indentation + 1)
            item(element, &text)
        }
        if isShort, items.count > limit {
            text += "\n" + String(repeating: "  ", count: indentation + 1)
            text += palette(.dim, "… \(items.count - limit) more")
        }
        text += "\n" + String(repeating: "  ", count: indentation) + palette(.punctuation, brackets.close)
    }
}
