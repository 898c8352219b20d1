// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether two strings have the same code points; Swift's `==` also treats the composed and the decomposed `é` as
/// equal.
@inlinable @inline(__always)
public func isIdentical(_ a: String, _ b: String) -> Bool {
    isIdenticalByBits(a, b) ?? (a.utf8.count == b.utf8.count && hasSameBytes(a, b))
}

/// The result of `isIdentical` if the bits of the two strings determine it; nil if their storage has to be read.
@inlinable @inline(__always)
func isIdenticalByBits(_ a: String, _ b: String) -> Bool? {
    // The same bits mean the same characters, whether these are in the bits or in the storage that the bits refer to.
    let bitsOfA = unsafe unsafeBitCast(a, to: (UInt64, UInt64).self)
    let bitsOfB = unsafe unsafeBitCast(b, to: (UInt64, UInt64).self)
    if bitsOfA == bitsOfB { return true }
    // Texts of up to 15 bytes are stored in the bits themselves, in a unique form; this bit of the second word says so.
    if bitsOfA.1 & bitsOfB.1 & 0x2000_0000_0000_0000 != 0 { return false }
    return nil
}

/// `a` and `b` have the same length.
@inline(never) @usableFromInline
func hasSameBytes(_ a: String, _ b: String) -> Bool {
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

/// Whether `a` sorts before `b` by code points, which is the order of their UTF-8 bytes.
public func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

/// Hashes the code points of `text`, so that only identical strings have the same input to the hash.
public func hashBytes(of text: String, into hasher: inout Hasher) {
    let bytes = text.utf8Span.span
    for index in bytes.indices { hasher.combine(bytes[index]) }
    hasher.combine(bytes.count)
}
