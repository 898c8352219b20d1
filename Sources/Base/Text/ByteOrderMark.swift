// SPDX-License-Identifier: GPL-3.0-or-later

/// The mark that some programs write before UTF-8 text: U+FEFF.
package enum ByteOrderMark {
    private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Of the mark that `text` begins with, in bytes: 3 or 0.
    package static func length(in text: [UInt8]) -> Int {
        text.count >= bytes.count && bytes.indices.allSatisfy { text[$0] == bytes[$0] } ? bytes.count : 0
    }

    /// `text` without the mark at its beginning.
    package static func dropped(from text: [UInt8]) -> [UInt8] {
        let length = length(in: text)
        return length == 0 ? text : Array(text.dropFirst(length))
    }
}
