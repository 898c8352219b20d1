// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Rows with headings, as wide as they need, but at most as wide as the terminal.
public struct Table: Sendable {
    public enum Alignment: Sendable { case left, right }

    public struct Column: Sendable {
        public var title: String
        public var alignment: Alignment
        /// The look of the column's cells.
        public var style: Style?

        public init(_ title: String, alignment: Alignment = .left, style: Style? = nil) {
            self.title = title
            self.alignment = alignment
            self.style = style
        }
    }

    public var columns: [Column]
    /// Cells in the order of the columns; missing ones are empty.
    public var rows: [[String]]

    public init(columns: [Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// Lines ending in a newline. With a `width`, long cells are truncated with `…` so that each line fits.
    public func rendered(width: Int?, palette: Palette = .plain) -> String {
        let titles = columns.map { Cell.visible($0.title) }
        let cells = rows.map { row in columns.indices.map { $0 < row.count ? Cell.visible(row[$0]) : "" } }
        var widths = titles.map { DisplayWidth.of($0) }
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], DisplayWidth.of(cell)) }
        }
        if let width { widths = Self.fitted(widths, into: width) }

        var text = line(titles, widths: widths, limit: width) { palette(.heading, $1) }
        for row in cells {
            text += line(row, widths: widths, limit: width) { index, cell in
                columns[index].style.map { palette($0, cell) } ?? cell
            }
        }
        return text
    }

    private static let gap = 2
    /// A truncated cell that's narrower than this is useless.
    private static let narrowest = 6

    /// Shrinks the widest columns first, until the line fits or all are narrow. The first column, which identifies the
    /// row, keeps up to half of the line.
    static func fitted(_ widths: [Int], into width: Int) -> [Int] {
        let room = width - gap * (widths.count - 1)
        var widths = widths.map { min($0, max(room, narrowest)) }
        let floors = widths.enumerated().map { $0 == 0 ? max(narrowest, min($1, width / 2)) : narrowest }
        while widths.reduce(0, +) > room {
            let wide = widths.indices.filter { widths[$0] > floors[$0] }
            guard let widest = wide.map({ widths[$0] }).max() else { break }
            let group = wide.filter { widths[$0] == widest }
            let excess = widths.reduce(0, +) - room
            let next = widths.filter { $0 < widest }.max() ?? narrowest
            let step = max(min(widest - next, (excess + group.count - 1) / group.count), 1)
            for index in group { widths[index] = max(widest - step, floors[index]) }
        }
        return widths
    }

    private func line(
        _ cells: [String], widths: [Int], limit: Int?, paint: (Int, String) -> String
    ) -> String {
        var text = ""
        var used = 0
        var spaces = 0
        for (index, cell) in cells.enumerated() {
            // If the columns don't fit even when all are narrow, the rightmost ones are omitted.
            let width = min(widths[index], limit.map { $0 - used - spaces } ?? .max)
            if width <= 0 { break }
            let shown = DisplayWidth.cut(cell, to: width)
            let padding = width - DisplayWidth.of(shown)
            if columns[index].alignment == .right { spaces += padding }
            if !shown.isEmpty {
                text += String(repeating: " ", count: spaces) + paint(index, shown)
                used += spaces + DisplayWidth.of(shown)
                spaces = 0
            }
            spaces += Self.gap + (columns[index].alignment == .left ? padding : 0)
        }
        return text + "\n"
    }
}
