// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The query of a canonical request: names and values encoded alike, sorted by encoded name, then by encoded value.
enum CanonicalQuery {
    static func append(_ query: String, to bytes: inout [UInt8]) {
        guard !query.isEmpty else { return }
        var items = query.utf8.split(separator: UInt8(ascii: "&")).map { item in
            let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (name: encodedOnce(parts[0]), value: parts.count > 1 ? encodedOnce(parts[1]) : [])
        }
        // Sorting the joined text would be wrong: "-" comes before "=", so "a-b=1" would precede "a=1".
        items.sort { a, b in
            a.name == b.name ? a.value.lexicographicallyPrecedes(b.value) : a.name.lexicographicallyPrecedes(b.name)
        }
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            bytes.append(contentsOf: item.name)
            bytes.append(UInt8(ascii: "="))
            bytes.append(contentsOf: item.value)
        }
    }

    private static func encodedOnce(_ text: Substring.UTF8View) -> [UInt8] {
        var bytes: [UInt8] = []
        PercentEncoding.append(PercentEncoding.decode(Array(text)).span, for: .component, to: &bytes)
        return bytes
    }
}
