// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// An excerpt of what a process wrote, for the error of the invocation that it ended with: the first lines, and also the
/// last ones if there are too many. A crash is often explained at the start, as by a shell, or at the end, as by a panic.
package struct OutputExcerpt: Sendable, Hashable {
    private static let firstLines = 6
    private static let lastLines = 6
    /// Bytes that are kept of each end; longer lines are cut to `width`.
    private static let limit = 4_096
    private static let width = 300

    private var start: [UInt8] = []
    private var end: [UInt8] = []
    /// Bytes between `start` and `end` that weren't kept.
    private var dropped = 0

    package init() {}

    package mutating func append(_ output: [UInt8]) {
        let room = Self.limit - start.count
        start += output.prefix(room)
        end += output.dropFirst(room)
        guard end.count > 2 * Self.limit else { return }
        dropped += end.count - Self.limit
        end.removeFirst(end.count - Self.limit)
    }

    /// Without empty ones, each without control characters.
    package var lines: [String] {
        var lines = Self.split(start + (dropped == 0 ? end : []))
        if dropped == 0, lines.count <= Self.firstLines + Self.lastLines { return lines.map(Self.shown) }
        var last = dropped == 0 ? lines : Array(Self.split(end).dropFirst())
        lines = Array(lines.prefix(Self.firstLines))
        last = last.suffix(Self.lastLines)
        return lines.map(Self.shown) + ["…"] + last.map(Self.shown)
    }

    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        let lines = bytes.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        return lines.map(Array.init).filter { !$0.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }
    }

    private static func shown(_ line: [UInt8]) -> String {
        let text = String(decoding: line, as: UTF8.self)
        let cut = text.count > width ? text.prefix(width) + "…" : text[...]
        return ControlCharacters.spelled(String(cut), keeping: ["\t"])
    }
}
