// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Comma-separated values (RFC 4180) with a header row; every cell is text.
enum CSV {
    /// Objects by the names of the header row; throws kind `file` for a row of another length or an open quote.
    static func rows(of bytes: [UInt8], path: String) throws(Failure) -> [JSONValue] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.file, "`\(path)` is no UTF-8 text")
        }
        var records = try records(of: text, path: path)[...]
        guard let header = records.popFirst() else { return [] }
        return try records.map { record throws(Failure) in
            guard record.cells.count == header.cells.count else {
                throw Failure(
                    .file,
                    "\(path):\(record.line): \(record.cells.count) cells where the header has \(header.cells.count)")
            }
            var object = JSONObject()
            for (name, cell) in zip(header.cells, record.cells) { object[name] = .string(cell) }
            return .object(object)
        }
    }

    private struct Record {
        var cells: [String] = []
        var line: Int
    }

    private static func records(of text: String, path: String) throws(Failure) -> [Record] {
        var records: [Record] = []
        var cell: [UInt8] = []
        var record = Record(line: 1)
        var line = 1
        var quoteLine: Int?
        var wasQuoted = false

        func endCell() {
            record.cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func endRecord() {
            // An empty line is no record.
            if !(record.cells.isEmpty && cell.isEmpty && !wasQuoted) {
                endCell()
                records.append(record)
            }
            record = Record(line: line)
        }

        var bytes = text.utf8.makeIterator()
        var pending = bytes.next()
        if text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) {
            _ = bytes.next()
            _ = bytes.next()
            pending = bytes.next()
        }
        while let byte = pending {
            pending = bytes.next()
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch (byte, quoteLine) {
            case (UInt8(ascii: "\""), .some):
                if pending == UInt8(ascii: "\"") {
                    cell.append(byte)
                    pending = bytes.next()
                } else {
                    quoteLine = nil
                }
            case (_, .some): cell.append(byte)
            case (UInt8(ascii: "\""), nil) where cell.isEmpty:
                quoteLine = line
                wasQuoted = true
            case (UInt8(ascii: ","), nil): endCell()
            case (UInt8(ascii: "\r"), nil) where pending == UInt8(ascii: "\n"): continue
            case (UInt8(ascii: "\n"), nil): endRecord()
            case (_, nil): cell.append(byte)
            }
        }
        if let quoteLine {
            throw Failure(.file, "\(path):\(quoteLine): the quoted cell that begins here is not closed")
        }
        endRecord()
        return records
    }
}
