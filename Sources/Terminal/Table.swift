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
    /// The addresses that the first cells of the rows link to; missing ones have none.
    public var links: [String?] = []

    public init(columns: [Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// Lines ending in a newline. With a `width`, long cells are truncated with `…` so that each line fits. Columns that
    /// don't fit even so are left out, and a last line names them.
    ///
    /// - Parameter keepsPlaces: whether right-to-left text is put between marks, so that a terminal leaves the other cells
    ///   in their places.
    public func rendered(width: Int?, palette: Palette = .plain, keepsPlaces: Bool = false) -> String {
        let titles = columns.map { Cell.visible($0.title) }
        let cells = rows.map { row in columns.indices.map { $0 < row.count ? Cell.visible(row[$0]) : "" } }
        func placed(_ cell: String) -> String { keepsPlaces ? Cell.leftToRight(cell) : cell }
        var widths = titles.map { DisplayWidth.of($0) }
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], DisplayWidth.of(cell)) }
        }
        let hidden = width.map { titles[Self.fitting(widths, into: $0)...] } ?? []
        widths.removeLast(hidden.count)
        if let width { widths = Self.fitted(widths, into: width) }

        var text = line(titles, widths: widths, limit: width) { palette(.heading, placed($1)) }
        for (place, row) in cells.enumerated() {
            let link = links.indices.contains(place) ? links[place] : nil
            text += line(row, widths: widths, limit: width) { index, cell in
                let shown = columns[index].style.map { palette($0, placed(cell)) } ?? placed(cell)
                guard index == 0, let link else { return shown }
                return Self.linked(shown, to: link)
            }
        }
        guard let width, !hidden.isEmpty else { return text }
        let count = hidden.count == 1 ? "1 column" : "\(hidden.count) columns"
        let note = "\(count) hidden: \(hidden.joined(separator: ", "))"
        return text + palette(.dim, DisplayWidth.cut(note, to: width)) + "\n"
    }

    /// Text that the terminal opens when it's clicked on (OSC 8).
    private static func linked(_ text: String, to address: String) -> String {
        "\u{1B}]8;;\(ControlCharacters.spelled(address))\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    /// Whether all columns fit into `width` when they're narrow.
    public func fits(_ width: Int) -> Bool {
        var widths = columns.map { DisplayWidth.of(Cell.visible($0.title)) }
        for row in rows {
            for (index, cell) in row.prefix(widths.count).enumerated()
            where index == 0 || widths[index] < Self.narrowest {
                widths[index] = max(widths[index], DisplayWidth.of(Cell.visible(cell)))
            }
        }
        return Self.fitting(widths, into: width) == columns.count
    }

    /// How narrow a column may become.
    private static func floor(of column: Int, at index: Int, in width: Int) -> Int {
        index == 0 ? max(narrowest, min(column, width / 2)) : narrowest
    }

    /// How many columns fit when all are narrow; at least one.
    private static func fitting(_ widths: [Int], into width: Int) -> Int {
        var used = -gap
        for (index, column) in widths.enumerated() {
            used += gap + min(column, floor(of: column, at: index, in: width))
            if used > width, index > 0 { return index }
        }
        return widths.count
    }

    private static let gap = 2
    /// A truncated cell that's narrower than this is useless.
    private static let narrowest = 6

    /// Shrinks the widest columns first, until the line fits or all are narrow. The first column, which identifies the
    /// row, keeps up to half of the line.
    static func fitted(_ widths: [Int], into width: Int) -> [Int] {
        let room = width - gap * (widths.count - 1)
        var widths = widths.map { min($0, max(room, narrowest)) }
        let floors = widths.enumerated().map { floor(of: $1, at: $0, in: width) }
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
        for (index, cell) in cells.prefix(widths.count).enumerated() {
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
