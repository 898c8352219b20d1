// SPDX-License-Identifier: GPL-3.0-or-later

package import Terminal

/// What a terminal shows of the line that's being edited, as far as the bytes sent to it say: a model, so that later
/// bytes can change only what has to be changed.
///
/// Rows are counted from where the line began. Understands what Readline sends to terminals that follow ECMA-48; after
/// anything else, `isLost` is true until the next line begins.
package struct TerminalScreen {
    /// How a cell was drawn.
    package enum Pen: Equatable, Sendable {
        case plain
        /// A part of the line.
        case text(Style)
        /// What isn't a part of the line: a suggestion or a hint.
        case aside(Style)
        /// Attributes that come from elsewhere, such as the prompt's and Readline's marked regions.
        case foreign
    }

    package struct Cell: Equatable, Sendable {
        package static let blank = Cell(scalar: 0x20, marks: 0, pen: .plain)
        /// The second column of a wide character.
        package static let continuation: UInt32 = 1

        package var scalar: UInt32
        /// A hash of the combining characters on it; 0 without any.
        package var marks: UInt32
        package var pen: Pen

        package var isBlank: Bool { scalar == 0x20 && marks == 0 }

        package static func marks(_ marks: UInt32, adding scalar: Unicode.Scalar) -> UInt32 {
            marks &* 31 &+ scalar.value
        }
    }

    package struct Position: Equatable, Sendable {
        package var row: Int
        package var column: Int

        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// How many columns a character takes: 0 for combining characters, negative for control characters.
    package typealias Width = @Sendable (Unicode.Scalar) -> Int

    private enum State {
        case ground
        case escape
        /// After `ESC (` and the like: one more byte.
        case charset
        case sequence([UInt8])
        case command
        case commandEscape
    }

    package let columns: Int
    /// Each row has as many cells as were touched.
    package private(set) var rows: [[Cell]] = [[]]
    /// A column equal to `columns` means that the next character begins a new row.
    package private(set) var cursor = Position(row: 0, column: 0)
    package private(set) var pen = Pen.plain
    package private(set) var isLost = false

    private let width: Width
    private var state = State.ground
    private var isInserting = false
    private var penBeforeReverse = Pen.plain
    private var scalarBytes: [UInt8] = []

    package init(columns: Int, width: @escaping Width) {
        self.columns = max(columns, 1)
        self.width = width
    }

    /// The same cursor on an empty screen of another width.
    package func resized(to columns: Int) -> TerminalScreen {
        var screen = TerminalScreen(columns: columns, width: width)
        screen.cursor = Position(row: cursor.row, column: min(cursor.column, columns - 1))
        screen.rows = Array(repeating: [], count: cursor.row + 1)
        screen.pen = pen
        screen.isInserting = isInserting
        return screen
    }

    package subscript(position: Position) -> Cell {
        guard rows.indices.contains(position.row), rows[position.row].indices.contains(position.column) else {
            return .blank
        }
        return rows[position.row][position.column]
    }

    /// Whether these bytes may end the line or draw below it, so that what isn't a part of the line has to go first.
    package static func leavesLine(_ bytes: some Collection<UInt8>) -> Bool {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            bytes.formIndex(after: &index)
            if byte == UInt8(ascii: "\n") { return true }
            guard byte == 0x1B else { continue }
            guard index < bytes.endIndex else { return true }
            let kind = bytes[index]
            bytes.formIndex(after: &index)
            if kind == UInt8(ascii: "M") { continue }
            guard kind == UInt8(ascii: "[") else { return true }
            while index < bytes.endIndex, bytes[index] < 0x40 {
                if bytes[index] == UInt8(ascii: "?") { return true }
                bytes.formIndex(after: &index)
            }
            guard index < bytes.endIndex, "ABCDKP@mhl".utf8.contains(bytes[index]) else { return true }
            bytes.formIndex(after: &index)
        }
        return false
    }
}

// MARK: - What's sent to the terminal

extension TerminalScreen {
    package mutating func apply(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { apply(byte) }
    }

    private mutating func apply(_ byte: UInt8) {
        switch state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .charset: state = .ground
        case .sequence(var parameters):
            if byte < 0x40 {
                parameters.append(byte)
                state = .sequence(parameters)
            } else {
                state = .ground
                control(byte, parameters)
            }
        case .command:
            if byte == 0x07 { state = .ground }
            if byte == 0x1B { state = .commandEscape }
        case .commandEscape: state = .ground
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case UInt8(ascii: "\r"): cursor.column = 0
        // The terminal's driver makes a carriage return and a line feed of it.
        case UInt8(ascii: "\n"): moveToNextRow()
        case 0x08: cursor.column = max(min(cursor.column, columns - 1) - 1, 0)
        case 0x20..<0x7F: put(Unicode.Scalar(byte))
        case 0x80...:
            scalarBytes.append(byte)
            let length = scalarBytes[0] >= 0xF0 ? 4 : scalarBytes[0] >= 0xE0 ? 3 : 2
            guard scalarBytes.count == length else { return }
            let scalars = String(decoding: scalarBytes, as: UTF8.self).unicodeScalars
            scalarBytes = []
            for scalar in scalars { put(scalar) }
        default: break
        }
    }

    private mutating func escape(_ byte: UInt8) {
        state = .ground
        switch byte {
        case UInt8(ascii: "["): state = .sequence([])
        case UInt8(ascii: "]"): state = .command
        case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
        case UInt8(ascii: "M"): cursor = Position(row: max(cursor.row - 1, 0), column: min(cursor.column, columns - 1))
        case UInt8(ascii: "="), UInt8(ascii: ">"): break
        default: isLost = true
        }
    }

    private mutating func control(_ final: UInt8, _ parameters: [UInt8]) {
        if parameters.first == UInt8(ascii: "?") { return }
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        let count = max(numbers.first ?? 0, 1)
        let column = min(cursor.column, columns - 1)
        switch final {
        case UInt8(ascii: "A"): cursor = Position(row: max(cursor.row - count, 0), column: column)
        case UInt8(ascii: "B"):
            reachRow(cursor.row + count)
            cursor = Position(row: cursor.row + count, column: column)
        case UInt8(ascii: "C"): cursor.column = min(column + count, columns - 1)
        case UInt8(ascii: "D"): cursor.column = max(column - count, 0)
        case UInt8(ascii: "H"):
            // Only to begin a new screen.
            rows = [[]]
            cursor = Position(row: 0, column: 0)
            if numbers.contains(where: { $0 > 1 }) { isLost = true }
        case UInt8(ascii: "J"): eraseBelow()
        case UInt8(ascii: "K"):
            if numbers.first ?? 0 != 0 { isLost = true }
            eraseRow(cursor.row, from: cursor.column)
        case UInt8(ascii: "P"):
            let end = min(column + count, rows[cursor.row].count)
            if column < end { rows[cursor.row].removeSubrange(column..<end) }
        case UInt8(ascii: "@"): insertBlanks(count)
        case UInt8(ascii: "h"), UInt8(ascii: "l"):
            if numbers == [4] { isInserting = final == UInt8(ascii: "h") }
        case UInt8(ascii: "m"): rendition(numbers)
        default: isLost = true
        }
    }

    private mutating func rendition(_ numbers: [Int]) {
        switch numbers {
        case [0], []: pen = .plain
        case [7], [3]:
            if pen != .foreign { penBeforeReverse = pen }
            pen = .foreign
        case [27], [23]: pen = penBeforeReverse
        default: pen = .foreign
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = scalar.isASCII ? 1 : self.width(scalar)
        guard width > 0 else {
            if width == 0 { combine(scalar) }
            return
        }
        if cursor.column + width > columns { moveToNextRow() }
        if isInserting { insertBlanks(width) }
        set(Cell(scalar: scalar.value, marks: 0, pen: pen), width: width, at: cursor)
        cursor.column += width
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        var place = Position(row: cursor.row, column: cursor.column - 1)
        if self[place].scalar == Cell.continuation { place.column -= 1 }
        guard place.column >= 0, rows[place.row].indices.contains(place.column) else { return }
        rows[place.row][place.column].marks = Cell.marks(self[place].marks, adding: scalar)
    }

    private mutating func moveToNextRow() {
        cursor = Position(row: cursor.row + 1, column: 0)
        reachRow(cursor.row)
    }

    private mutating func insertBlanks(_ count: Int) {
        let column = min(cursor.column, columns - 1)
        guard column < rows[cursor.row].count else { return }
        rows[cursor.row].insert(contentsOf: Array(repeating: .blank, count: count), at: column)
        if rows[cursor.row].count > columns { rows[cursor.row].removeLast(rows[cursor.row].count - columns) }
    }

    private mutating func reachRow(_ row: Int) {
        while rows.count <= row { rows.append([]) }
    }

    private mutating func eraseRow(_ row: Int, from column: Int) {
        guard rows.indices.contains(row), column < rows[row].count else { return }
        rows[row].removeSubrange(column...)
    }

    private mutating func eraseBelow() {
        eraseRow(cursor.row, from: cursor.column)
        rows.removeSubrange((cursor.row + 1)...)
    }

    private mutating func set(_ cell: Cell, width: Int, at place: Position) {
        while rows[place.row].count < place.column + width { rows[place.row].append(.blank) }
        rows[place.row][place.column] = cell
        if width == 2 {
            rows[place.row][place.column + 1] = Cell(scalar: Cell.continuation, marks: 0, pen: cell.pen)
        }
    }
}

// MARK: - What's drawn into the model directly

extension TerminalScreen {
    /// For `LinePainter`, which knows what its bytes do: draws a cell there and moves the cursor after it.
    mutating func draw(_ cell: Cell, width: Int, at place: Position) {
        reachRow(place.row)
        set(cell, width: width, at: place)
        cursor = Position(row: place.row, column: place.column + width)
    }

    mutating func move(to place: Position) {
        reachRow(place.row)
        cursor = place
    }

    mutating func take(_ pen: Pen) { self.pen = pen }

    mutating func eraseToEndOfRow() { eraseRow(cursor.row, from: cursor.column) }

    /// The columns of a character, as `Width`.
    func columns(of scalar: Unicode.Scalar) -> Int { scalar.isASCII ? (scalar.value < 0x20 ? -1 : 1) : width(scalar) }
}
