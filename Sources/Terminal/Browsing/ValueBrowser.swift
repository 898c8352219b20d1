// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// A full screen on which a person looks at a value as a tree: keys in, drawings out.
package struct ValueBrowser: Sendable {
    package enum Outcome: Sendable, Equatable {
        case left
        /// The expression of the node that was chosen.
        case chosen(String)
    }

    private var tree: ValueTree
    private let expression: @Sendable ([ValueTree.Step]) -> String
    private var selected = 0
    private var top = 0
    /// The rows that fit on the screen when it was drawn.
    private var page = 1
    private var search = ""
    /// What's typed after `/`.
    private var typed: String?
    private var notice: String?

    private static let help = "Enter opens and closes · / searches, n again · c takes the path · q quits"

    /// - Parameter expression: the expression for a node, for the status line and the command line.
    package init(_ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String) {
        tree = ValueTree(value)
        self.expression = expression
    }

    // MARK: Keys

    /// nil as long as the person goes on.
    package mutating func take(_ key: BrowserKey) -> Outcome? {
        notice = nil
        if typed != nil {
            takeSearch(key)
            return nil
        }
        switch key {
        case .up, .character("k"): move(by: -1)
        case .down, .character("j"): move(by: 1)
        case .pageUp, .character("b"): move(by: -page)
        case .pageDown, .character(" "): move(by: page)
        case .home, .character("g"): selected = 0
        case .end, .character("G"): selected = tree.rows.count - 1
        case .right, .character("l"): tree.open(selected)
        case .left, .character("h"): closeOrLeave()
        case .enter: if tree.rows[selected].isOpen { tree.close(selected) } else { tree.open(selected) }
        case .character("/"): typed = ""
        case .character("n"): findNext()
        case .character("c"), .character("y"): return .chosen(expression(tree.steps(to: selected)))
        case .character("q"), .escape: return .left
        case .backspace, .character: break
        }
        return nil
    }

    private mutating func move(by distance: Int) {
        selected = min(max(0, selected + distance), tree.rows.count - 1)
    }

    private mutating func closeOrLeave() {
        if tree.rows[selected].isOpen {
            tree.close(selected)
        } else if let parent = tree.parent(of: selected) {
            selected = parent
        }
    }

    private mutating func takeSearch(_ key: BrowserKey) {
        switch key {
        case .character(let character): typed?.append(character)
        case .backspace: typed = typed.flatMap { $0.isEmpty ? nil : String($0.dropLast()) }
        case .escape: typed = nil
        case .enter:
            if let typed, !typed.isEmpty { search = typed }
            typed = nil
            findNext()
        case .up, .down, .left, .right, .pageUp, .pageDown, .home, .end: break
        }
    }

    private mutating func findNext() {
        guard !search.isEmpty else { return }
        if let row = tree.find(search, after: selected) {
            selected = row
        } else {
            notice = "\(search): not found"
        }
    }

    // MARK: Drawing

    /// Replaces the whole screen.
    package mutating func drawing(width: Int, height: Int, palette: Palette) -> String {
        page = max(1, height - 1)
        top = min(max(top, selected - page + 1), selected)
        var text = "\u{1B}[H"
        for row in top..<top + page {
            if tree.rows.indices.contains(row) { text += line(row, width: width, palette) }
            text += "\u{1B}[K\r\n"
        }
        return text + status(width: width, palette) + "\u{1B}[K"
    }

    private func line(_ index: Int, width: Int, _ palette: Palette) -> String {
        let row = tree.rows[index]
        let marker = row.isRest ? "" : (row.count ?? 0) == 0 ? "  " : row.isOpen ? "▾ " : "▸ "
        let label = label(of: row)
        let start = String(repeating: "  ", count: min(row.depth, width / 4)) + marker
        let room = width - DisplayWidth.of(start) - DisplayWidth.of(label)
        guard room > 0, index != selected else {
            let line = DisplayWidth.cut(start + label + summary(of: row, width: width).text, to: width)
            return index == selected ? "\u{1B}[7m\(DisplayWidth.padded(line, to: width))\u{1B}[0m" : line
        }
        let (summary, style) = summary(of: row, width: room)
        return start + palette(.key, label) + palette(style, DisplayWidth.cut(summary, to: room))
    }

    private func label(of row: ValueTree.Row) -> String {
        switch row.step {
        case .member(let key): "\(ControlCharacters.spelled(String(key.prefix(200)))): "
        case .element(let index): "[\(index)] "
        case nil: ""
        }
    }

    private func summary(of row: ValueTree.Row, width: Int) -> (text: String, style: Style) {
        if row.isRest { return ("… more; Enter shows them", .dim) }
        switch row.value {
        case .object(let members): return (members.isEmpty ? "{}" : "{\(members.count)}", .dim)
        case .array(let elements): return (elements.isEmpty ? "[]" : "[\(elements.count)]", .dim)
        case .string(let text):
            // A text may have megabytes.
            let isLong = text.utf8.count > 4 * width
            let beginning = isLong ? String(text.prefix(width)) : text
            let spelled = ControlCharacters.spelled(JSONValue.string(beginning).description)
            return (isLong ? spelled.dropLast() + "…" : spelled, .string)
        case .number(let number): return (number.text, .number)
        case .null, .bool: return (row.value.description, .literal)
        }
    }

    private func status(width: Int, _ palette: Palette) -> String {
        if let typed { return DisplayWidth.cut("/\(typed)", to: width - 1) }
        if let notice { return palette(.warning, DisplayWidth.cut(notice, to: width - 1)) }
        let path = ControlCharacters.spelled(expression(tree.steps(to: selected)))
        let room = width - 1 - DisplayWidth.of(Self.help) - 3
        let line = DisplayWidth.of(path) <= room ? "\(DisplayWidth.padded(path, to: room))   \(Self.help)" : path
        return palette(.dim, DisplayWidth.cut(line, to: width - 1))
    }
}
