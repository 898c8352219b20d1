// SPDX-License-Identifier: GPL-3.0-or-later

/// The prompt of a shell that was copied together with the command after it.
enum PastedPrompt {
    private static let signs = ["$", "%", ">", ">>>", "❯", "➜", "»"]

    /// The prompt that a statement at `start` begins with, blanks after it included; nil when there's none, or nothing
    /// after it. It's a sign, as in `$ invoke x`, or up to two words and `>`, as in `prod eu-west-1> invoke x`.
    static func range(at start: Int, in source: Source) -> SourceRange? {
        let bytes = source.bytes
        let first = bytes[start...].prefix { !$0.isWhiteSpace }
        let isSign = signs.contains(String(decoding: first, as: UTF8.self))
        guard let end = isSign ? first.endIndex : endOfWords(at: start, bytes) else { return nil }
        let rest = bytes[end...].drop(while: isBlank)
        guard rest.startIndex > end, let next = rest.first, !next.isWhiteSpace else { return nil }
        return start..<rest.startIndex
    }

    /// The place after the `>` that follows one or two words without a blank.
    private static func endOfWords(at start: Int, _ bytes: [UInt8]) -> Int? {
        var blanks = 0
        for index in start..<bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"): return index > start && !isBlank(bytes[index - 1]) ? index + 1 : nil
            case let byte where isBlank(byte):
                blanks += 1
                if blanks > 1 { return nil }
            case let byte where byte.isWhiteSpace || special.contains(byte): return nil
            default: continue
            }
        }
        return nil
    }

    private static let special = Array("<;|{}()\"'=".utf8)

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
