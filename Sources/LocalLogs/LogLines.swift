// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits output into events, one per line. A carriage return without a newline is a line break within an event, as
/// AWS's runtimes write them.
package struct LogLines: Sendable {
    private var rest: [UInt8] = []

    /// Longer lines are truncated, as on AWS (256 KB).
    private static let limit = 262_144

    package init() {}

    /// The events that `output` completes.
    package mutating func events(in output: [UInt8]) -> [String] {
        rest += output
        var events: [String] = []
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            events.append(Self.event(rest[start...end]))
            start = end + 1
        }
        rest.removeFirst(start)
        if rest.count > Self.limit { events += flush() }
        return events
    }

    /// Remaining output without a newline at its end.
    package mutating func flush() -> [String] {
        guard !rest.isEmpty else { return [] }
        defer { rest = [] }
        return [Self.event(rest[...])]
    }

    private static func event(_ line: ArraySlice<UInt8>) -> String {
        var line = line
        // A carriage return followed by a newline ends a line.
        if line.suffix(2).elementsEqual("\r\n".utf8) {
            line.replaceSubrange(line.endIndex - 2..<line.endIndex, with: "\n".utf8)
        }
        guard line.contains(UInt8(ascii: "\r")) else { return String(decoding: line, as: UTF8.self) }
        // On AWS, an event of several lines ends without a newline.
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        return String(decoding: line.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }, as: UTF8.self)
    }
}
