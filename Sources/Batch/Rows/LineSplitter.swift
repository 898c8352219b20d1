// SPDX-License-Identifier: GPL-3.0-or-later

/// Splits bytes that arrive in pieces of any size into whole lines.
struct LineSplitter {
    struct Line {
        /// Without the newline.
        let bytes: ArraySlice<UInt8>
        /// From 1.
        let number: Int
    }

    private var buffer: [UInt8] = []
    private var start = 0
    /// The end of the part that contains no newline.
    private var searched = 0
    private var number = 0

    mutating func append(_ bytes: some Collection<UInt8>) {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        buffer += bytes
    }

    /// nil until more bytes come.
    mutating func next() -> Line? {
        guard let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = buffer.count
            return nil
        }
        defer {
            start = end + 1
            searched = start
        }
        number += 1
        return Line(bytes: buffer[start..<end], number: number)
    }

    /// The bytes after the last newline.
    var rest: ArraySlice<UInt8> { buffer[start...] }

    /// The number of bytes that aren't in a line yet.
    var pending: Int { buffer.count - start }

    /// The rest as the last line, at the end of the input.
    mutating func last() -> Line? {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return Line(bytes: buffer[start...], number: number)
    }
}
