// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Terminal

/// The list of choices below the line: in columns, or one per row if they have descriptions.
package struct ChoiceList {
    private let names: [String]
    private let descriptions: [String?]

    package init(_ candidates: [Completion]) {
        names = candidates.map { ControlCharacters.spelled($0.display ?? $0.text) }
        descriptions = candidates.map { $0.description.map { ControlCharacters.spelled($0) } }
    }

    /// Lines ending in a newline; at most as many as fit above the prompt on a screen of that size.
    package func text(rows: Int, columns: Int) -> String {
        let lines = descriptions.contains { $0 != nil } ? described(columns: columns) : inColumns(columns: columns)
        let room = max(rows - 2, 1)
        guard lines.count > room else { return lines.map { $0 + "\n" }.joined() }
        let hidden = lines.count - (room - 1)
        return lines.prefix(room - 1).map { $0 + "\n" }.joined()
            + "… \(hidden) more lines; keep typing to narrow the list\n"
    }

    private func described(columns: Int) -> [String] {
        let width = min(names.map(DisplayWidth.of).max() ?? 0, columns / 2)
        return zip(names, descriptions).map { name, description in
            guard let description else { return DisplayWidth.cut(name, to: columns - 1) }
            let start = DisplayWidth.padded(DisplayWidth.cut(name, to: width), to: width)
            return DisplayWidth.cut(start + "  " + description, to: columns - 1)
        }
    }

    /// Filled from top to bottom, like `ls`.
    private func inColumns(columns: Int) -> [String] {
        let cell = min((names.map(DisplayWidth.of).max() ?? 0) + 2, columns)
        let perRow = max(columns / cell, 1)
        let rowCount = (names.count + perRow - 1) / perRow
        return (0..<rowCount).map { row in
            let cells = stride(from: row, to: names.count, by: rowCount).map { names[$0] }
            let start = cells.dropLast().map { DisplayWidth.padded($0, to: cell) }.joined()
            return start + DisplayWidth.cut(cells.last ?? "", to: columns - 1)
        }
    }
}
