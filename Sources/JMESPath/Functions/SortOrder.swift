// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The order of elements by their keys, which are all numbers or all strings; elements with equal keys keep their
/// order.
struct SortOrder {
    private let keys: [JSONValue]
    /// The doubles nearest to the numbers. They decide the order; the numbers themselves are compared only if these are
    /// equal.
    private let rounded: [Double]?

    init(_ keys: [JSONValue]) {
        self.keys = keys
        if case .number? = keys.first { rounded = keys.map(\.rounded) } else { rounded = nil }
    }

    /// The positions of the elements in order, or only those in `slice`.
    func places(_ slice: Node.Slice?) -> [Int] {
        guard let slice else { return sorted() }
        guard let range = slice.range(keys.count) else {
            let places = sorted()
            return slice.positions(keys.count).map { places[$0] }
        }
        // A few elements from one end are found in one pass.
        let count = min(range.upperBound, keys.count - range.lowerBound)
        guard count <= 32, 8 * count < keys.count else { return Array(sorted()[range]) }
        if count == range.upperBound { return Array(first(count, by: precedes)[range]) }
        return Array(first(count, by: { precedes($1, $0) }).reversed().prefix(range.count))
    }

    private func sorted() -> [Int] {
        guard let rounded else { return keys.indices.sorted(by: precedes) }
        var order = rounded.enumerated().map { RoundedKey(rounded: $0.element, place: $0.offset) }
        order.sort()
        var start = 0
        for end in order.indices.dropFirst() where order[start].rounded != order[end].rounded {
            settle(&order[start..<end])
            start = end
        }
        settle(&order[start...])
        return order.map(\.place)
    }

    /// Orders keys whose doubles are equal.
    private func settle(_ equals: inout ArraySlice<RoundedKey>) {
        guard let first = equals.first, equals.dropFirst().contains(where: { keys[$0.place] != keys[first.place] })
        else { return }
        equals.sort { precedes($0.place, $1.place) }
    }

    /// The `count` positions that sort before all others, in order.
    private func first(_ count: Int, by precedes: (Int, Int) -> Bool) -> [Int] {
        var found: [Int] = []
        for place in keys.indices {
            if found.count == count {
                guard count > 0, precedes(place, found[count - 1]) else { continue }
                found.removeLast()
            }
            found.insert(place, at: found.firstIndex { precedes(place, $0) } ?? found.count)
        }
        return found
    }

    /// Numbers by value, strings by code points, then positions.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        if let rounded, rounded[a] != rounded[b] { return rounded[a] < rounded[b] }
        if JMESPath.precedes(keys[a], keys[b]) { return true }
        return a < b && !JMESPath.precedes(keys[b], keys[a])
    }
}

/// The double nearest to a key, and the position of its element.
private struct RoundedKey: Comparable {
    let rounded: Double
    let place: Int

    static func < (a: RoundedKey, b: RoundedKey) -> Bool {
        a.rounded == b.rounded ? a.place < b.place : a.rounded < b.rounded
    }
}

/// Numbers by value, strings by code points.
func precedes(_ a: JSONValue, _ b: JSONValue) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.string(let a), .string(let b)): JSON.precedes(a, b)
    default: false
    }
}

extension JSONValue {
    /// The double nearest to a number.
    fileprivate var rounded: Double {
        guard case .number(let number) = self else { return .nan }
        return number.double
    }
}
