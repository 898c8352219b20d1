// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether two strings hold the same code points; Swift's `==` also takes the composed and the decomposed `é` as equal.
@inline(__always)
public func isIdentical(_ a: String, _ b: String) -> Bool {
    isIdenticalByBits(a, b) ?? (a.utf8.count == b.utf8.count && hasSameBytes(a, b))
}

/// What the bits of two strings tell of `isIdentical`; nil when their storage has to be read.
@inline(__always)
func isIdenticalByBits(_ a: String, _ b: String) -> Bool? {
    // The same bits mean the same characters, whether these stand in the bits or in the storage that they refer to.
    let bitsOfA = unsafe unsafeBitCast(a, to: (UInt64, UInt64).self)
    let bitsOfB = unsafe unsafeBitCast(b, to: (UInt64, UInt64).self)
    if bitsOfA == bitsOfB { return true }
    // Texts of up to 15 bytes stand in the bits themselves, in one way only; this bit of the second word says so.
    if bitsOfA.1 & bitsOfB.1 & 0x2000_0000_0000_0000 != 0 { return false }
    return nil
}

/// `a` and `b` are equally long.
@inline(never)
private func hasSameBytes(_ a: String, _ b: String) -> Bool {
    let a = a.utf8Span.span
    let b = b.utf8Span.span
    var position = 0
    while position + 8 <= a.count {
        if a.word(at: position) != b.word(at: position) { return false }
        position += 8
    }
    while position < a.count {
        if a[position] != b[position] { return false }
        position += 1
    }
    return true
}

/// Whether `a` comes before `b` in the order of their code points, which is the order of their UTF-8 bytes.
public func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

/// Hashes the code points of `text`, so that identical strings and no others have the same hash.
public func hashBytes(of text: String, into hasher: inout Hasher) {
    let bytes = text.utf8Span.span
    for index in bytes.indices { hasher.combine(bytes[index]) }
    hasher.combine(bytes.count)
}
