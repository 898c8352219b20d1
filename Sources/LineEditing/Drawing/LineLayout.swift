// SPDX-License-Identifier: GPL-3.0-or-later

/// Where Readline draws a line's characters: rows and columns from the beginning of the prompt's last line.
package struct LineLayout {
    package struct Cell: Equatable {
        package var row: Int
        package var column: Int
        package var width: Int
        package var scalar: UInt32
        /// As in `TerminalScreen.Cell`.
        package var marks: UInt32 = 0
        /// The character's bytes in the line.
        package var bytes: Range<Int>
        /// Whether the character is drawn as it is: not a control character or a tab.
        package var isLiteral: Bool
    }

    package private(set) var cells: [Cell] = []
    package private(set) var cursor = TerminalScreen.Position(row: 0, column: 0)
    package private(set) var end = TerminalScreen.Position(row: 0, column: 0)
    package let line: [UInt8]
    package let point: Int

    private let columns: Int
    /// The number of bytes that Readline has drawn: its tab stops are counted in them.
    private var drawn = 0

    /// - Parameters:
    ///   - prompt: with Readline's marks around what has no width.
    ///   - line: nil is returned if it isn't UTF-8.
    ///   - point: the cursor's offset in bytes.
    package init?(prompt: String, line: [UInt8], point: Int, columns: Int, width: TerminalScreen.Width) {
        guard let text = String(validating: line, as: UTF8.self), columns > 1 else { return nil }
        self.line = line
        self.point = point
        self.columns = columns
        place(prompt: prompt, width)
        cells.reserveCapacity(line.count)
        var offset = 0
        for scalar in text.unicodeScalars {
            if offset == point { cursor = end }
            let next = offset + UTF8.width(scalar)
            place(scalar, offset..<next, width)
            offset = next
        }
        if offset <= point { cursor = end }
    }

    private mutating func place(prompt: String, _ width: TerminalScreen.Width) {
        var isInvisible = false
        for scalar in prompt.unicodeScalars {
            switch scalar {
            case "\u{01}": isInvisible = true
            case "\u{02}": isInvisible = false
            case "\n" where !isInvisible:
                end = .init(row: 0, column: 0)
                drawn = 0
            default:
                drawn += UTF8.width(scalar)
                if !isInvisible { advance(max(scalar.isASCII ? 1 : width(scalar), 0)) }
            }
        }
    }

    private mutating func place(_ scalar: Unicode.Scalar, _ bytes: Range<Int>, _ width: TerminalScreen.Width) {
        switch scalar.value {
        case 0x09:
            // As Readline does it: from the first column of the next row on if it doesn't fit.
            let next = (drawn | 7) + 1
            for _ in drawn..<next { add(0x20, 1, bytes, isLiteral: false) }
            drawn = next
        case 0x0A:
            drawn += 1
            end = .init(row: end.row + 1, column: 0)
        case ..<0x20:
            drawn += 2
            add(0x5E, 1, bytes, isLiteral: false)
            add(scalar.value | 0x40, 1, bytes, isLiteral: false)
        case 0x7F:
            drawn += 2
            add(0x5E, 1, bytes, isLiteral: false)
            add(0x3F, 1, bytes, isLiteral: false)
        default:
            drawn += bytes.count
            let columns = scalar.isASCII ? 1 : width(scalar)
            if columns == 0, let last = cells.indices.last, cells[last].isLiteral,
                cells[last].bytes.upperBound == bytes.lowerBound
            {
                cells[last].bytes = cells[last].bytes.lowerBound..<bytes.upperBound
                cells[last].marks = TerminalScreen.Cell.marks(cells[last].marks, adding: scalar)
            } else {
                add(scalar.value, max(columns, columns < 0 ? 1 : 0), bytes, isLiteral: true)
            }
        }
    }

    private mutating func add(_ scalar: UInt32, _ width: Int, _ bytes: Range<Int>, isLiteral: Bool) {
        if end.column + width > columns {
            drawn += columns - end.column
            end = .init(row: end.row + 1, column: 0)
        }
        cells.append(
            Cell(row: end.row, column: end.column, width: width, scalar: scalar, bytes: bytes, isLiteral: isLiteral))
        advance(width)
    }

    private mutating func advance(_ width: Int) {
        if end.column + width > columns { end = .init(row: end.row + 1, column: 0) }
        end.column += width
        if end.column >= columns { end = .init(row: end.row + 1, column: 0) }
    }
}
