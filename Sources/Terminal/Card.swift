// SPDX-License-Identifier: GPL-3.0-or-later

import Base
public import JSON

/// A member's text for people, or nil if its JSON is best.
public typealias MemberText = (_ key: String, _ value: JSONValue) -> String?

/// One object in a readable layout: one line per member, nested objects under headings.
public struct Card {
    private let members: JSONObject
    private let cell: MemberText

    public init(_ members: JSONObject, cell: @escaping MemberText = { _, _ in nil }) {
        self.members = members
        self.cell = cell
    }

    /// Lines ending in a newline; with a `width`, long ones are truncated with `…`.
    public func rendered(width: Int?, palette: Palette = .plain) -> String {
        var text = ""
        append(members, indentation: 0, width: width, palette, to: &text)
        return text
    }

    private func append(
        _ members: JSONObject, indentation: Int, width: Int?, _ palette: Palette, to text: inout String
    ) {
        let leaves = members.filter { !Self.isNested($0.value) }
        let names = leaves.map { Cell.visible($0.key) }
        let nameWidth = names.map(DisplayWidth.of).max() ?? 0
        let margin = String(repeating: " ", count: indentation)
        for (name, member) in zip(names, leaves) {
            let room = width.map { max($0 - indentation - nameWidth - 2, 8) }
            let value = Cell.visible(cell(member.key, member.value) ?? Self.leafText(member.value))
            let cut = room.map { DisplayWidth.cut(value, to: $0) } ?? value
            let shown = member.value.isNull ? palette(.dim, "-") : cut
            text += margin + palette(.key, DisplayWidth.padded(name, to: nameWidth)) + "  " + shown + "\n"
        }
        for member in members where Self.isNested(member.value) {
            if indentation == 0, !text.isEmpty { text += "\n" }
            text += margin + palette(.heading, Cell.visible(member.key)) + "\n"
            switch member.value {
            case .object(let nested):
                append(nested, indentation: indentation + 2, width: width, palette, to: &text)
            case .array(let elements):
                let table = Table(of: elements, cell: cell)
                let lines = table.rendered(width: width.map { $0 - indentation - 2 }, palette: palette)
                text += lines.split(separator: "\n").map { margin + "  " + $0 + "\n" }.joined()
            case .null, .bool, .number, .string: break
            }
        }
    }

    private static func isNested(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members): !members.isEmpty
        case .array(let elements): elements.contains { $0.object != nil }
        case .null, .bool, .number, .string: false
        }
    }

    private static func leafText(_ value: JSONValue) -> String {
        guard case .array(let elements) = value else { return Cell.text(value) }
        return elements.map { Cell.text($0) }.joined(separator: ", ")
    }
}
