// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Comma-separated values (RFC 4180) with a header, as objects whose members are text. Lines end with CR LF, LF or CR;
/// empty lines are ignored.
struct CSVSplitter {
    private enum Place { case cellStart, unquoted, quoted, afterQuote }

    /// In bytes. A row that's longer is more likely one whose quote isn't closed.
    private static let rowLimit = 64 << 20

    private var delimiter: CSVDelimiter?
    private var guess = DelimiterGuess()
    /// The delimiter if it was guessed and isn't a comma.
    private(set) var guessedDelimiter: CSVDelimiter?
    private var header: CSVHeader?

    private var buffer: [UInt8] = []
    private var position = 0
    private var lines = LineCounter()

    private var place = Place.cellStart
    private var cell: [UInt8] = []
    private var cells: [String] = []
    /// The size of `cells` in bytes.
    private var size = 0
    /// The line where the row begins.
    private var firstLine = 1
    private var quoteLine = 1

    /// - Parameter delimiter: nil: guessed from the header.
    init(delimiter: CSVDelimiter?) { self.delimiter = delimiter }

    /// The number of bytes that aren't in a row yet.
    var pending: Int { buffer.count - position }

    mutating func append(_ bytes: [UInt8]) {
        buffer.removeSubrange(..<position)
        position = 0
        if delimiter == nil { guess.read(bytes) }
        buffer += bytes
    }

    mutating func next(atEnd: Bool) throws(RowFault) -> JSONValue? {
        guard let delimiter = try knownDelimiter(atEnd: atEnd) else { return nil }
        while try readCells(delimiter, atEnd: atEnd) {
            defer {
                cells.removeAll(keepingCapacity: true)
                size = 0
            }
            if let header { return try header.row(cells, line: firstLine) }
            header = try CSVHeader(cells, line: firstLine)
        }
        return nil
    }

    /// nil until the header is complete, if it has to be guessed.
    private mutating func knownDelimiter(atEnd: Bool) throws(RowFault) -> CSVDelimiter? {
        if let delimiter { return delimiter }
        guard guess.isComplete || atEnd || buffer.count > Self.rowLimit else { return nil }
        if guess.best != .comma { guessedDelimiter = guess.best }
        delimiter = guess.best
        return delimiter
    }

    /// Whether `cells` is a whole row, which begins at `firstLine`; otherwise more bytes are needed.
    private mutating func readCells(_ delimiter: CSVDelimiter, atEnd: Bool) throws(RowFault) -> Bool {
        let bytes = buffer
        while position < bytes.count {
            let byte = bytes[position]
            switch place {
            case .cellStart:
                if cells.isEmpty {
                    if byte.isLineBreak {
                        lines.read(byte)
                        position += 1
                        continue
                    }
                    firstLine = lines.current
                }
                if byte == UInt8(ascii: "\"") {
                    place = .quoted
                    quoteLine = lines.current
                    lines.read(byte)
                    position += 1
                } else {
                    place = .unquoted
                }
            case .unquoted:
                var end = position
                while end < bytes.count, bytes[end] != delimiter.byte, !bytes[end].isLineBreak { end += 1 }
                let part = bytes[position..<end]
                position = end
                if end < bytes.count, cell.isEmpty {
                    try endCell(part)
                } else {
                    cell += part
                    if end < bytes.count { try endCell(cell[...]) }
                }
                if end < bytes.count, endsRow() { return true }
            case .quoted:
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
                for byte in bytes[position..<end] { lines.read(byte) }
                cell += bytes[position..<end]
                position = end
                if end < bytes.count {
                    place = .afterQuote
                    position += 1
                    lines.read(bytes[end])
                }
            case .afterQuote where byte == UInt8(ascii: "\""):
                cell.append(byte)
                position += 1
                place = .quoted
            case .afterQuote:
                guard byte == delimiter.byte || byte.isLineBreak else {
                    throw RowFault(
                        line: lines.current,
                        "cell \(cells.count + 1) has text after its closing quote; write a quote within quotes as `\"\"`"
                    )
                }
                try endCell(cell[...])
                if endsRow() { return true }
            }
        }
        if atEnd { return try endsLastRow() }
        try checkSize()
        return false
    }

    private mutating func endCell(_ bytes: ArraySlice<UInt8>) throws(RowFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RowFault(line: firstLine, "the row isn't UTF-8 text")
        }
        cells.append(text)
        size += bytes.count
        cell.removeAll(keepingCapacity: true)
        place = .cellStart
    }

    /// Reads the delimiter or the line break at `position`, and says whether it ends the row.
    private mutating func endsRow() -> Bool {
        let byte = buffer[position]
        lines.read(byte)
        position += 1
        return byte.isLineBreak
    }

    /// The last row needs no line break.
    private mutating func endsLastRow() throws(RowFault) -> Bool {
        if place == .quoted { throw RowFault(line: quoteLine, "the quoted cell that begins here isn't closed") }
        if place == .cellStart, cells.isEmpty { return false }
        try endCell(cell[...])
        return true
    }

    private func checkSize() throws(RowFault) {
        guard size + cell.count > Self.rowLimit else { return }
        if place == .quoted {
            throw RowFault(line: quoteLine, "the quoted cell that begins here isn't closed after 64 MB")
        }
        throw RowFault(line: firstLine, "the row that begins here is longer than 64 MB")
    }
}

/// Counts lines that end with CR LF, LF or CR.
private struct LineCounter {
    /// From 1.
    private(set) var current = 1
    private var followsReturn = false

    mutating func read(_ byte: UInt8) {
        if byte.isLineBreak, byte != UInt8(ascii: "\n") || !followsReturn { current += 1 }
        followsReturn = byte == UInt8(ascii: "\r")
    }
}

extension UInt8 {
    fileprivate var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
