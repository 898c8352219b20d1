// SPDX-License-Identifier: GPL-3.0-or-later

/// Text as a terminal shows it on one line: control characters made visible, and its width in cells.
struct VisibleText {
    private var scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = text.unicodeScalars.map { scalar in
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            return isControl && scalar != "\t" ? "\u{FFFD}" : scalar
        }
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// As many cells of white space; tabs stay, so that what stands below them is as far to the right.
    var blank: String {
        scalars.reduce(into: "") { blank, scalar in
            blank += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.cells)
        }
    }

    var width: Int { scalars.reduce(0) { $0 + $1.cells } }

    /// Cuts the end after `limit` cells.
    mutating func keepFirst(_ limit: Int) {
        guard width > limit else { return }
        var cells = 0
        let count = scalars.prefix { scalar in
            cells += scalar.cells
            return cells < limit
        }.count
        scalars = scalars.prefix(count) + ["…"]
    }

    /// Cuts the beginning, `limit` cells before the end.
    mutating func keepLast(_ limit: Int) {
        guard width > limit else { return }
        scalars.reverse()
        keepFirst(limit)
        scalars.reverse()
    }
}

extension Unicode.Scalar {
    /// Cells on a terminal: none for combining and invisible characters, two for wide ones (Unicode's East Asian Width W
    /// and F, and emoji). A tab counts as one.
    var cells: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if properties.isEmojiPresentation { return 2 }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
