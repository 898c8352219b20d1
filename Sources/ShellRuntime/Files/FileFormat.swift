// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import JSON

/// How the bytes of a file become a value: what `load --format` takes.
package enum FileFormat: String, Sendable, CaseIterable {
    case json, jsonl, csv, tsv, text

    /// From the extension of `path`; unknown extensions are text.
    init(path: String) { self.init(RowFormat(path: path)) }

    /// Text if the rows have no known format.
    init(_ rows: RowFormat?) {
        self =
            switch rows {
            case .json: .json
            case .jsonl: .jsonl
            case .csv: .csv
            case .tsv: .tsv
            case nil: .text
            }
    }

    /// nil for text.
    var rows: RowFormat? {
        switch self {
        case .json: .json
        case .jsonl: .jsonl
        case .csv: .csv
        case .tsv: .tsv
        case .text: nil
        }
    }

    /// Throws kind `file`, naming the line.
    ///
    /// - Parameters:
    ///   - selection: the parts of JSON that are built; the others are only checked.
    ///   - delimiter: of CSV; nil: guessed.
    ///   - notice: receives what was guessed.
    func value(
        of bytes: [UInt8], path: String, selecting selection: JSONSelection, delimiter: CSVDelimiter?,
        notice: (String) -> Void
    ) throws(Failure) -> Value {
        switch self {
        case .json where selection.isWhole: return try Value(json: bytes, from: path)
        case .json:
            do {
                return Value(try JSONValue(parsing: bytes.span, selecting: selection))
            } catch {
                throw error.failure(in: path)
            }
        case .jsonl: return try readRows(.jsonl)
        case .csv: return try readRows(.csv)
        case .tsv: return try readRows(.tsv)
        case .text:
            guard let text = String(validating: ByteOrderMark.dropped(from: bytes), as: UTF8.self) else {
                throw Failure(.file, "`\(path)` isn't UTF-8 text", hint: "send its bytes with `--body @file`")
            }
            return Value(.string(text))
        }

        func readRows(_ format: RowFormat) throws(Failure) -> Value {
            var stream = RowStream(
                format: format, delimiter: delimiter, selecting: selection.elements ?? .none)
            stream.append(bytes)
            stream.end()
            var rows: [JSONValue] = []
            // Also if a row can't be read: the guess may be why.
            defer { if let guessed = stream.guessedDelimiter { notice(guessed.notice(path: path)) } }
            do throws(RowFault) {
                while let row = try stream.next() { rows.append(row.json) }
            } catch {
                throw Failure(error, path: path)
            }
            return Value(.array(rows))
        }
    }
}

extension Value {
    /// The content of a JSON file; throws kind `file`.
    init(json bytes: [UInt8], from path: String) throws(Failure) {
        do { try self.init(parsing: bytes) } catch { throw error.failure(in: path) }
    }
}

extension JSONSyntaxError {
    /// The error as one of the file at `path`.
    func failure(in path: String, lineOffset: Int = 0) -> Failure {
        Failure(.file, "\(path):\(line + lineOffset):\(column): not JSON: \(message)")
    }
}
