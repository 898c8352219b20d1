// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether two strings hold the same code points; Swift's `==` also takes the composed and the decomposed `é` as equal.
@inline(__always)
public func isIdentical(_ a: String, _ b: String) -> Bool {
    // Strings that are not even equivalent, the usual case, are told apart fastest by `==`.
    a == b && a.utf8.count == b.utf8.count && hasSameBytes(a, b)
}

private func hasSameBytes(_ a: String, _ b: String) -> Bool {
    let a = a.utf8Span
    let b = b.utf8Span
    if a.isKnownASCII && b.isKnownASCII { return true }
    return a.span.indices.allSatisfy { a.span[$0] == b.span[$0] }
}

/// Whether `a` comes before `b` in the order of their code points, which is the order of their UTF-8 bytes.
public func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

/// Hashes the code points of `text`, so that identical strings and no others have the same hash.
public func hashBytes(of text: String, into hasher: inout Hasher) {
    let bytes = text.utf8Span.span
    for index in bytes.indices { hasher.combine(bytes[index]) }
    hasher.combine(bytes.count)
}
