// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Terminal

/// Draws a decoration over what Readline drew: sends only what differs from the screen's model, and leaves the cursor
/// where it was.
package struct LinePainter {
    private var screen: TerminalScreen
    private let palette: Palette
    private var bytes: [UInt8] = []
    private let start: TerminalScreen.Position
    /// Whether the terminal's column is certain: terminals disagree about the width of some characters.
    private var isColumnCertain = true

    private init(_ screen: TerminalScreen, _ palette: Palette) {
        self.screen = screen
        self.palette = palette
        start = screen.cursor
    }

    /// The bytes that draw `decoration`, which `screen` then has. Nothing is drawn on a line that the screen doesn't show
    /// as `layout` says, or that doesn't fit into `height` rows.
    package static func paint(
        _ decoration: Decoration, on layout: LineLayout?, _ screen: inout TerminalScreen, height: Int, palette: Palette
    ) -> [UInt8] {
        var painter = LinePainter(screen, palette)
        guard screen.cursor.column < screen.columns else { return [] }
        guard let layout, let origin = painter.origin(of: layout), layout.end.row < height else {
            return withdraw(from: &screen, palette: palette)
        }
        painter.paintText(layout, origin, decoration.spans)
        painter.paintAsides(layout, origin, decoration, height: height)
        let before = layout.cells.last { $0.bytes.upperBound <= layout.point }
        painter.finish(with: before.map { painter.pen(of: $0, decoration.spans) } ?? .plain)
        screen = painter.screen
        return painter.bytes
    }

    /// The bytes that remove the suggestion, the hint and the mark on a bracket, which are only for who is typing.
    package static func withdraw(from screen: inout TerminalScreen, palette: Palette) -> [UInt8] {
        var painter = LinePainter(screen, palette)
        for row in screen.rows.indices {
            for (column, cell) in screen.rows[row].enumerated()
            where cell.pen == .text(.bracket) && (0x21..<0x7F).contains(cell.scalar) {
                painter.move(to: .init(row: row, column: column))
                painter.take(.plain)
                painter.bytes.append(UInt8(truncatingIfNeeded: cell.scalar))
                painter.draw(.init(scalar: cell.scalar, marks: 0, pen: .plain), width: 1)
            }
            guard let column = screen.rows[row].firstIndex(where: \.pen.isAside)
            else { continue }
            painter.move(to: .init(row: row, column: column))
            painter.eraseToEndOfRow()
        }
        painter.finish(with: .plain)
        // The pen is never left for what comes after the line.
        if painter.screen.pen != .foreign { painter.take(.plain) }
        screen = painter.screen
        return painter.bytes
    }

    /// The row of the screen where the layout's first row is; nil if the screen shows something else.
    private func origin(of layout: LineLayout) -> Int? {
        let origin = screen.cursor.row - layout.cursor.row
        guard !screen.isLost, origin >= 0, screen.cursor.column == layout.cursor.column else { return nil }
        for cell in layout.cells {
            let shown = screen[.init(row: cell.row + origin, column: cell.column)]
            guard shown.scalar == cell.scalar, shown.marks == cell.marks, cell.width > 0 else { return nil }
        }
        return origin
    }
}

// MARK: - The parts

extension LinePainter {
    private mutating func paintText(_ layout: LineLayout, _ origin: Int, _ spans: [Decoration.Span]) {
        var remaining = spans[...]
        for cell in layout.cells {
            while let span = remaining.first, span.range.upperBound <= cell.bytes.lowerBound { remaining.removeFirst() }
            let pen =
                remaining.first.flatMap { span -> TerminalScreen.Pen? in
                    span.range.contains(cell.bytes.lowerBound) ? .text(span.style) : nil
                } ?? .plain
            let place = TerminalScreen.Position(row: cell.row + origin, column: cell.column)
            let shown = screen[place]
            guard shown.pen != pen, shown.pen != .foreign else { continue }
            // A blank shows nothing but a line below it.
            if shown.isBlank, !pen.showsOnBlanks, !shown.pen.showsOnBlanks { continue }
            // Some terminals wrap before a combining character there.
            if cell.marks != 0, cell.column + cell.width == screen.columns { continue }
            move(to: place)
            take(pen)
            if cell.isLiteral {
                bytes += layout.line[cell.bytes]
            } else {
                bytes.append(UInt8(truncatingIfNeeded: cell.scalar))
            }
            draw(.init(scalar: cell.scalar, marks: cell.marks, pen: pen), width: cell.width)
        }
    }

    private func pen(of cell: LineLayout.Cell, _ spans: [Decoration.Span]) -> TerminalScreen.Pen {
        spans.last { $0.range.contains(cell.bytes.lowerBound) }.map { .text($0.style) } ?? .plain
    }

    private mutating func paintAsides(
        _ layout: LineLayout, _ origin: Int, _ decoration: Decoration, height: Int
    ) {
        let end = TerminalScreen.Position(row: layout.end.row + origin, column: layout.end.column)
        let suggestion = layout.point == layout.line.count ? Self.firstLine(decoration.suggestion) : ""
        paintRow([.init(suggestion, .suggestion)], from: end)
        let hasRoom = layout.end.row + 1 < height
        paintRow(hasRoom ? decoration.hint : [], from: .init(row: end.row + 1, column: 0))
        for row in screen.rows.indices.dropFirst(end.row + 2) { paintRow([], from: .init(row: row, column: 0)) }
    }

    private static func firstLine(_ text: String) -> String {
        guard let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return text }
        return String(text[..<end]) + "…"
    }

    /// Makes the row from there on show these parts, cut to its width, and nothing else.
    private mutating func paintRow(_ parts: [Decoration.HintPart], from start: TerminalScreen.Position) {
        var place = start
        // The last column stays empty, so that the terminal doesn't wrap.
        let room = max(screen.columns - 1 - start.column, 0)
        var used = 0
        let total = parts.reduce(0) { $0 + columns(of: $1.text) }
        parts: for part in parts {
            var pending: (cell: TerminalScreen.Cell, text: [UInt8], width: Int)?
            for scalar in ControlCharacters.spelled(part.text).unicodeScalars {
                let width = screen.columns(of: scalar)
                if width == 0, var last = pending {
                    last.cell.marks = TerminalScreen.Cell.marks(last.cell.marks, adding: scalar)
                    last.text += Array(String(scalar).utf8)
                    pending = last
                    continue
                }
                guard width > 0 else { continue }
                if let last = pending { show(last, &place) }
                pending = nil
                if total > room, used + width > room - 1 {
                    if used < room {
                        show((.init(scalar: 0x2026, marks: 0, pen: .aside(part.style)), Array("…".utf8), 1), &place)
                    }
                    break parts
                }
                used += width
                pending = (
                    .init(scalar: scalar.value, marks: 0, pen: .aside(part.style)), Array(String(scalar).utf8), width
                )
            }
            if let last = pending { show(last, &place) }
        }
        if screen.rows.indices.contains(place.row),
            screen.rows[place.row].dropFirst(place.column).contains(where: { !$0.isBlank })
        {
            move(to: place)
            eraseToEndOfRow()
        }
    }

    private func columns(of text: String) -> Int {
        ControlCharacters.spelled(text).unicodeScalars.reduce(0) { $0 + max(screen.columns(of: $1), 0) }
    }

    private mutating func show(
        _ piece: (cell: TerminalScreen.Cell, text: [UInt8], width: Int), _ place: inout TerminalScreen.Position
    ) {
        defer { place.column += piece.width }
        let shown = screen[place]
        let isUnmarked = !shown.pen.showsOnBlanks && !piece.cell.pen.showsOnBlanks
        if shown == piece.cell || shown.isBlank && piece.cell.isBlank && isUnmarked { return }
        move(to: place)
        take(piece.cell.pen)
        bytes += piece.text
        draw(piece.cell, width: piece.width)
    }
}

// MARK: - Bytes

extension LinePainter {
    private mutating func draw(_ cell: TerminalScreen.Cell, width: Int) {
        screen.draw(cell, width: width, at: screen.cursor)
        if cell.scalar >= 0x7F { isColumnCertain = false }
    }

    private mutating func eraseToEndOfRow() {
        // A blank of the terminal has the attributes of the pen on some terminals.
        take(.plain)
        bytes += "\u{1B}[K".utf8
        screen.eraseToEndOfRow()
    }

    private mutating func take(_ pen: TerminalScreen.Pen) {
        guard screen.pen != pen else { return }
        switch pen {
        case .plain, .foreign: bytes += Palette.end.utf8
        case .text(let style), .aside(let style):
            // Each style begins from nothing.
            if screen.pen != .plain { bytes += "\u{1B}[0;".utf8 } else { bytes += "\u{1B}[".utf8 }
            bytes += palette.parameters(of: style).utf8
            bytes.append(UInt8(ascii: "m"))
        }
        screen.take(pen)
    }

    private mutating func move(to place: TerminalScreen.Position) {
        var column = screen.cursor.column
        if place.row > screen.cursor.row {
            // A line feed scrolls at the bottom of the screen; the driver adds a carriage return.
            bytes += Array(repeating: UInt8(ascii: "\n"), count: place.row - screen.cursor.row)
            column = 0
            isColumnCertain = true
        } else if place.row < screen.cursor.row {
            bytes += sequence("A", screen.cursor.row - place.row)
        }
        if column < place.column, place.row == screen.cursor.row, isColumnCertain, areBlank(column..<place.column) {
            // Shorter than a sequence.
            for column in column..<place.column {
                bytes.append(0x20)
                screen.draw(
                    .init(scalar: 0x20, marks: 0, pen: screen.pen), width: 1, at: .init(row: place.row, column: column))
            }
        } else if column != place.column || !isColumnCertain {
            let distance = place.column - column
            let fromStart =
                place.column == 0 ? ["\r"] : ["\r", String(decoding: sequence("C", place.column), as: UTF8.self)]
            if !isColumnCertain || column >= screen.columns {
                bytes += fromStart.joined().utf8
            } else if distance > 0 {
                bytes += sequence("C", distance)
            } else if place.column == 0 {
                bytes += "\r".utf8
            } else if -distance < 4 {
                bytes += Array(repeating: 0x08, count: -distance)
            } else {
                bytes += sequence("D", -distance)
            }
            isColumnCertain = true
        }
        screen.move(to: place)
    }

    /// Whether there are only a few blanks, which look the same in the current pen.
    private func areBlank(_ columns: Range<Int>) -> Bool {
        columns.count < 4 && !screen.pen.showsOnBlanks
            && columns.allSatisfy { column in
                let cell = screen[.init(row: screen.cursor.row, column: column)]
                return cell.isBlank && !cell.pen.showsOnBlanks && !cell.pen.isAside
            }
    }

    private func sequence(_ final: String, _ count: Int) -> [UInt8] {
        Array("\u{1B}[\(count == 1 ? "" : String(count))\(final)".utf8)
    }

    /// Puts the cursor back, with the pen that the next character probably has.
    private mutating func finish(with pen: TerminalScreen.Pen) {
        guard !bytes.isEmpty else { return }
        move(to: start)
        take(pen)
    }
}

extension TerminalScreen.Pen {
    fileprivate var isAside: Bool { if case .aside = self { true } else { false } }

    fileprivate var showsOnBlanks: Bool {
        switch self {
        case .text(let style), .aside(let style): style.showsOnBlanks
        case .plain: false
        case .foreign: true
        }
    }
}
