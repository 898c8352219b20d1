// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import JSON

/// How the bytes of a file become a value: what `load --format` takes.
package enum FileFormat: String, Sendable, CaseIterable {
    case json, jsonl, csv, text

    /// From the extension of `path`; unknown extensions are text.
    init(path: String) {
        let name = path.split(separator: "/").last ?? ""
        let suffix = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
        self =
            switch suffix {
            case "json": .json
            case "jsonl", "ndjson": .jsonl
            case "csv": .csv
            default: .text
            }
    }

    /// Throws kind `file`, naming the line.
    func value(of bytes: [UInt8], path: String) throws(Failure) -> Value {
        switch self {
        case .json: return try Value(json: bytes, from: path)
        case .jsonl: return Value(.array(try RowStream.rows(of: bytes, format: .jsonl, path: path)))
        case .csv: return Value(.array(try RowStream.rows(of: bytes, format: .csv, path: path)))
        case .text:
            guard let text = String(validating: ByteOrderMark.dropped(from: bytes), as: UTF8.self) else {
                throw Failure(.file, "`\(path)` isn't UTF-8 text", hint: "send its bytes with `--body @file`")
            }
            return Value(.string(text))
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
