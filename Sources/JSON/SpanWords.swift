// SPDX-License-Identifier: GPL-3.0-or-later

extension Span<UInt8> {
    /// The eight bytes starting at `offset`, the first one in the lowest place.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        // The load is bounds-checked; it's "unsafe" because some types can't be loaded from arbitrary bytes, but this
        // one can.
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The position of the first newline at or after `start`, or else the end.
    public func endOfLine(from start: Int) -> Int {
        var position = start
        while position + 8 <= count {
            let newlines = word(at: position).newlines
            if newlines != 0 { return position + newlines.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < count, self[position] != UInt8(ascii: "\n") { position += 1 }
        return position
    }

    /// Whether the bytes in the two ranges of equal length are the same.
    @inline(__always)
    func isEqual(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        var distance = 0
        while distance + 8 <= a.count {
            if word(at: a.lowerBound + distance) != word(at: b.lowerBound + distance) { return false }
            distance += 8
        }
        let rest = a.count - distance
        if rest == 0 { return true }
        if max(a.lowerBound, b.lowerBound) + distance + 8 <= count {
            let difference = word(at: a.lowerBound + distance) ^ word(at: b.lowerBound + distance)
            return difference & .lowBytes(rest) == 0
        }
        return (distance..<a.count).allSatisfy { self[a.lowerBound + $0] == self[b.lowerBound + $0] }
    }

    /// The position of the first quote, backslash or control character at or after `start`, or else the end; and
    /// whether all bytes before it are ASCII.
    @inline(__always)
    func plainText(from start: Int) -> (end: Int, isASCII: Bool) {
        var position = start
        var union: UInt64 = 0
        while position + 8 <= count {
            let word = word(at: position)
            let specials = word.specialBytes
            if specials != 0 {
                let plainCount = specials.trailingZeroBitCount / 8
                union |= word & .lowBytes(plainCount)
                return (position + plainCount, union & .highBits == 0)
            }
            union |= word
            position += 8
        }
        while position < count, !isSpecial(self[position]) {
            union |= UInt64(self[position])
            position += 1
        }
        return (position, union & .highBits == 0)
    }
}

extension UInt64 {
    /// The highest bit of each byte.
    static var highBits: UInt64 { 0x8080_8080_8080_8080 }

    /// All bits of the lowest `count` bytes; `count` is less than eight.
    @inline(__always)
    static func lowBytes(_ count: Int) -> UInt64 { (1 << UInt64(8 * count)) - 1 }

    /// The highest bit of each byte that's a newline, exact up to the first of them.
    @inline(__always)
    fileprivate var newlines: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let differences = self ^ (ones &* 0x0A)
        return (differences &- ones) & ~differences & .highBits
    }

    /// The highest bit of each byte that's a quote, a backslash or a control character, exact up to the first of them
    /// (S. E. Anderson, "Bit Twiddling Hacks": a word has a byte less than n).
    @inline(__always)
    fileprivate var specialBytes: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = self ^ (ones &* 0x22)
        let backslashes = self ^ (ones &* 0x5C)
        let isBelowSpace = (self &- ones &* 0x20) & ~self
        let isQuote = (quotes &- ones) & ~quotes
        let isBackslash = (backslashes &- ones) & ~backslashes
        return (isBelowSpace | isQuote | isBackslash) & .highBits
    }
}

/// Whether a byte must be escaped in a JSON string.
@inline(__always)
func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
}
