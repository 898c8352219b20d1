// SPDX-License-Identifier: GPL-3.0-or-later

/// The mark that some programs write before UTF-8 text: U+FEFF.
package enum ByteOrderMark {
    private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Of the mark that `text` begins with, in bytes: 3 or 0.
    package static func length(in text: some Collection<UInt8>) -> Int { text.starts(with: bytes) ? bytes.count : 0 }

    /// `text` without the mark at its beginning.
    package static func dropped(from text: [UInt8]) -> [UInt8] {
        let length = length(in: text)
        return length == 0 ? text : Array(text.dropFirst(length))
    }
}
