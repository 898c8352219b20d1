// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// JSON Lines: one JSON value a line; blank lines are passed over.
enum JSONLines {
    static func values(of bytes: [UInt8], path: String) throws(Failure) -> [JSONValue] {
        var values: [JSONValue] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }) {
                continue
            }
            do {
                values.append(try JSONValue(parsing: Array(line)))
            } catch {
                throw error.failure(in: path, lineOffset: index)
            }
        }
        return values
    }
}
