// SPDX-License-Identifier: GPL-3.0-or-later

/// A number that differs for most pairs of keys.
struct Fingerprint {
    let value: UInt64

    /// For keys with escapes and keys at the very end of a text, which are rare; it carries no information.
    static let unknown = Fingerprint(value: 0)

    private init(value: UInt64) { self.value = value }

    @inline(__always)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.lowerBound + 8 <= bytes.count, !range.isEmpty else {
            self = .unknown
            return
        }
        let first = bytes.word(at: range.lowerBound) & (range.count < 8 ? .lowBytes(range.count) : .max)
        let last = UInt64(bytes[range.upperBound - 1]) << 8 | UInt64(truncatingIfNeeded: range.count)
        value = (first ^ (last &* 0x2545_F491_4F6C_DD1D)) &* 0x9E37_79B9_7F4A_7C15
    }
}

/// Recently read keys, so that the members of many similar objects share their keys' storage.
struct KeyCache {
    private struct Entry {
        var range: Range<Int>
        var key: String
    }

    private var entries: [Entry?] = []

    /// A small text has too few repeated keys.
    init(textSize: Int) {
        if textSize >= 1 << 14 { entries = Array(repeating: nil, count: 256) }
    }

    /// The key that `range` of `bytes` spells, if it's the last one stored in its slot.
    @inline(__always)
    func find(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fingerprint: Fingerprint) -> String? {
        guard !entries.isEmpty, let entry = entries[Int(fingerprint.value >> 56)], entry.range.count == range.count,
            bytes.isEqual(entry.range, range)
        else { return nil }
        return entry.key
    }

    mutating func insert(_ key: String, _ range: Range<Int>, _ fingerprint: Fingerprint) {
        if !entries.isEmpty { entries[Int(fingerprint.value >> 56)] = Entry(range: range, key: key) }
    }
}

/// Distinguishes most new keys of an object from those that it may already have.
struct KeyFilter {
    private var seen: UInt64 = 0
    private var hasUnknown = false

    /// Whether the key is certainly new.
    @inline(__always)
    mutating func insert(_ fingerprint: Fingerprint) -> Bool {
        let bit: UInt64 = 1 << (fingerprint.value >> 50 & 63)
        defer { seen |= bit }
        if fingerprint.value == Fingerprint.unknown.value { hasUnknown = true }
        return seen & bit == 0 && !hasUnknown
    }
}

/// The size of the last array or object at each level: its next sibling probably has the same size.
struct SiblingSizes {
    private static let levels = 16

    private var sizes = InlineArray<16, Int>(repeating: 4)

    func expected(at depth: Int) -> Int { depth < Self.levels ? sizes[depth] : 4 }

    /// Records at most 32, so that one large sibling doesn't make a thousand small ones large.
    mutating func note(_ size: Int, at depth: Int) {
        if depth < Self.levels { sizes[depth] = min(size, 32) }
    }
}
