// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Lines that are drawn over each other, each time with the changes marked. The cursor stays on the line below them.
public struct LiveFrame: Sendable {
    /// The lines of the last drawing, without colours; nil before the first one.
    private var drawn: [String]?

    public init() {}

    /// What replaces the last drawing.
    ///
    /// - Parameters:
    ///   - text: lines that may contain colours.
    ///   - width: the columns of the terminal; longer lines are cut.
    ///   - height: the lines of the terminal; more lines are only counted.
    public mutating func drawing(
        title: String, _ text: String, width: Int, height: Int, palette: Palette
    ) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        // The title, and the line with the cursor.
        let room = max(1, height - 2)
        if lines.count > room { lines[(room - 1)...] = ["… \(lines.count - room + 1) more lines"] }
        let plain = lines.map { DisplayWidth.cut(Self.withoutColours($0), to: width) }
        let eraseToEnd = "\u{1B}[K\n"
        var drawing = drawn.map { "\r\u{1B}[\($0.count + 1)A" } ?? ""
        drawing += palette(.dim, DisplayWidth.cut(title, to: width)) + eraseToEnd
        for (index, line) in lines.enumerated() {
            let new = plain[index]
            if let drawn, drawn.indices.contains(index), drawn[index] != new {
                drawing += Self.marked(new, comparedWith: drawn[index])
            } else {
                // A cut line has lost the ends of its colours.
                drawing += DisplayWidth.of(line) > width ? new : line
            }
            drawing += eraseToEnd
        }
        drawn = plain
        return drawing + "\u{1B}[J"
    }

    /// `new` with what's between its first and its last change in reverse video.
    private static func marked(_ new: String, comparedWith old: String) -> String {
        let (a, b) = (Array(old), Array(new))
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.prefix(min(a.count, b.count) - head).count
        let change = String(b[head..<b.count - tail])
        guard !change.isEmpty else { return new }
        return String(b[..<head]) + "\u{1B}[7m" + change + "\u{1B}[0m" + String(b[(b.count - tail)...])
    }

    /// A line without its control sequences.
    private static func withoutColours(_ line: String) -> String {
        var text = ""
        var isSequence = false
        for scalar in line.unicodeScalars {
            if isSequence {
                if scalar.isASCII && scalar.properties.isAlphabetic { isSequence = false }
            } else if scalar == "\u{1B}" {
                isSequence = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
