// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON

extension RowStream {
    /// All rows of a file that is in memory; throws kind `file`, naming the line.
    static func rows(of bytes: [UInt8], format: RowFormat, path: String) throws(Failure) -> [JSONValue] {
        var stream = RowStream(format: format)
        stream.append(bytes)
        stream.end()
        var rows: [JSONValue] = []
        do throws(RowFault) {
            while let row = try stream.next() { rows.append(row.json) }
        } catch {
            throw Failure(error, path: path)
        }
        return rows
    }
}

extension Failure {
    init(_ fault: RowFault, path: String) {
        let column = fault.column.map { ":\($0)" } ?? ""
        self.init(.file, "\(path):\(fault.line)\(column): \(fault.message)")
    }
}
