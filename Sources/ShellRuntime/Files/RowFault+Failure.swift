// SPDX-License-Identifier: GPL-3.0-or-later

import Batch

extension Failure {
    /// A row of the file at `path` that can't be read.
    init(_ fault: RowFault, path: String) {
        let column = fault.column.map { ":\($0)" } ?? ""
        self.init(.file, "\(path):\(fault.line)\(column): \(fault.message)")
    }
}
