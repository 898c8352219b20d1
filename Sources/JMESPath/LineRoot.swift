// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A line with a JSON object as the root: a member is parsed when it's looked up.
final class LineRoot: ExpressionRoot {
    private let lines: [UInt8]
    /// No access overlaps another, because lookups only read it. Having that checked costs a tenth of a line's time.
    @exclusivity(unchecked) private var ranges: SelectedRanges

    /// - Parameter ranges: for the members that are looked up.
    init(_ lines: [UInt8], _ ranges: SelectedRanges) {
        self.lines = lines
        unsafe self.ranges = ranges
    }

    /// Makes `line` the root; false if it has to be parsed as a whole.
    func read(_ line: Range<Int>) -> Bool {
        let lines = lines
        return unsafe ranges.read(line, of: lines.span)
    }

    func member(_ name: String) -> JSONValue? {
        let lines = lines
        return unsafe ranges.place(of: name).flatMap { unsafe ranges.value($0, in: lines.span) }
    }

    var object: JSONValue {
        let lines = lines
        return unsafe ranges.object(in: lines.span)
    }

    /// Appends a member's value as it's spelled, if that's how it would be written: a scalar. False otherwise.
    func copy(_ place: Int, to output: inout [UInt8]) -> Bool {
        let lines = lines
        guard let range = unsafe ranges.range(place), lines.span.isPlainScalar(range) else { return false }
        lines.span.copy(range, to: &output)
        return true
    }
}
