// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Text as a terminal shows it on one line, with control characters spelled out, and its width in columns.
///
/// A tab counts as one column.
struct VisibleText {
    private var cells: [(character: Character, width: Int)]

    init(_ text: String) {
        cells = ControlCharacters.spelled(text, keeping: ["\t"]).map {
            ($0, $0 == "\t" ? 1 : DisplayWidth.of(String($0)))
        }
    }

    var text: String { String(cells.map(\.character)) }

    /// White space of the same width; tabs are kept, so that a mark on the next line is aligned.
    var blank: String {
        cells.reduce(into: "") { blank, cell in
            blank += cell.character == "\t" ? "\t" : String(repeating: " ", count: cell.width)
        }
    }

    var width: Int { cells.reduce(0) { $0 + $1.width } }

    /// Cuts off the end after `limit` columns.
    mutating func keepFirst(_ limit: Int) {
        guard width > limit else { return }
        var columns = 0
        let count = cells.prefix { cell in
            columns += cell.width
            return columns < limit
        }.count
        cells = cells.prefix(count) + [("…", 1)]
    }

    /// Cuts off the beginning and keeps the last `limit` columns.
    mutating func keepLast(_ limit: Int) {
        guard width > limit else { return }
        cells.reverse()
        keepFirst(limit)
        cells.reverse()
    }
}
