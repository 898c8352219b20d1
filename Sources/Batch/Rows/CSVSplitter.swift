// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Comma-separated values (RFC 4180) with a header row, as objects whose members are text.
struct CSVSplitter {
    private struct Record {
        var cells: [String] = []
        /// The line where it begins.
        var line: Int
    }

    private var buffer: [UInt8] = []
    private var position = 0
    private var header: [String]?

    private var record = Record(line: 1)
    private var cell: [UInt8] = []
    private var line = 1
    /// The line where the open quote begins.
    private var quoteLine: Int?
    private var wasQuoted = false

    mutating func append(_ bytes: [UInt8]) {
        buffer.removeSubrange(..<position)
        position = 0
        buffer += bytes
    }

    mutating func next(atEnd: Bool) throws(RowFault) -> JSONValue? {
        while let record = try nextRecord(atEnd: atEnd) {
            guard let header else {
                header = record.cells
                continue
            }
            guard record.cells.count == header.count else {
                throw RowFault(
                    line: record.line,
                    "the row has \(record.cells.count) cell\(record.cells.count == 1 ? "" : "s"), "
                        + "but the header has \(header.count)"
                )
            }
            var object = JSONObject()
            for (name, cell) in zip(header, record.cells) { object[name] = .string(cell) }
            return .object(object)
        }
        return nil
    }

    private mutating func nextRecord(atEnd: Bool) throws(RowFault) -> Record? {
        while position < buffer.count {
            let byte = buffer[position]
            let following = position + 1 < buffer.count ? buffer[position + 1] : nil
            // Quotes and carriage returns need two bytes to interpret.
            if following == nil, !atEnd, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") { return nil }
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch (byte, quoteLine) {
            case (UInt8(ascii: "\""), .some):
                if following == UInt8(ascii: "\"") {
                    cell.append(byte)
                    position += 1
                } else {
                    quoteLine = nil
                }
            case (_, .some): cell.append(byte)
            case (UInt8(ascii: "\""), nil) where cell.isEmpty:
                quoteLine = line
                wasQuoted = true
            case (UInt8(ascii: ","), nil): try endCell()
            case (UInt8(ascii: "\r"), nil) where following == UInt8(ascii: "\n"): continue
            case (UInt8(ascii: "\n"), nil): if let record = try endRecord() { return record }
            case (_, nil): cell.append(byte)
            }
        }
        guard atEnd else { return nil }
        if let quoteLine { throw RowFault(line: quoteLine, "the quoted cell that begins here isn't closed") }
        return try endRecord()
    }

    private mutating func endCell() throws(RowFault) {
        guard let text = String(validating: cell, as: UTF8.self) else {
            throw RowFault(line: record.line, "the row isn't UTF-8 text")
        }
        record.cells.append(text)
        cell.removeAll(keepingCapacity: true)
        wasQuoted = false
    }

    /// nil for an empty line, which isn't a record.
    private mutating func endRecord() throws(RowFault) -> Record? {
        defer { record = Record(line: line) }
        if record.cells.isEmpty, cell.isEmpty, !wasQuoted { return nil }
        try endCell()
        return record
    }
}
