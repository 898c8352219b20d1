// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// Rows under headings, as wide as they need and at most as wide as the terminal.
public struct Table: Sendable {
    public enum Alignment: Sendable { case left, right }

    public struct Column: Sendable {
        public var title: String
        public var alignment: Alignment
        /// The look of the column's cells.
        public var style: Style?

        public init(_ title: String, alignment: Alignment = .left, style: Style? = nil) {
            self.title = title
            self.alignment = alignment
            self.style = style
        }
    }

    public var columns: [Column]
    /// Cells in the order of the columns; missing ones are empty.
    public var rows: [[String]]

    public init(columns: [Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// A table of an array of objects (a column for each key, or those that `keys` names), or of any other array.
    public init(of values: [JSONValue], keys: [String]? = nil) { fatalError() }

    /// Lines ending in a newline. With a `width`, long cells are cut with `…` so that each line fits.
    public func rendered(width: Int?, palette: Palette = .plain) -> String { fatalError() }
}
