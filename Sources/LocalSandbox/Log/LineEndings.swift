// SPDX-License-Identifier: GPL-3.0-or-later

/// Converts a carriage return without a newline into a newline: AWS's Python client puts them between the lines of one
/// event, and AWS's log shows them as newlines.
package struct LineEndings: Sendable {
    private var endedInReturn = false

    package init() {}

    package mutating func convert(_ bytes: [UInt8]) -> [UInt8] {
        let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        guard endedInReturn || bytes.contains(carriageReturn) else { return bytes }
        var converted: [UInt8] = []
        converted.reserveCapacity(bytes.count)
        for byte in bytes {
            // The newline of a CR LF pair was already written for its carriage return.
            if byte != newline || !endedInReturn { converted.append(byte == carriageReturn ? newline : byte) }
            endedInReturn = byte == carriageReturn
        }
        return converted
    }
}
