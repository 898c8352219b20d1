// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A place at which two values differ.
package struct JSONDifference: Sendable, Equatable {
    /// In expression syntax: `lines[0].qty`; empty for the values themselves.
    package let path: String
    /// nil if the left value has nothing at the path.
    package let left: JSONValue?
    package let right: JSONValue?
}

/// The places at which two values differ, found from the outside in.
package struct JSONDifferences: Sendable {
    /// The first of them, in the order of the left value.
    package private(set) var shown: [JSONDifference] = []
    package private(set) var count = 0
    private let limit: Int

    /// Keeps `limit` differences and counts all.
    package init(_ left: JSONValue, _ right: JSONValue, limit: Int = 20) {
        self.limit = limit
        compare(left, right, at: "")
    }

    private mutating func compare(_ left: JSONValue, _ right: JSONValue, at path: String) {
        guard left != right else { return }
        switch (left, right) {
        case (.object(let a), .object(let b)):
            for (key, value) in a { add(value, b[key], at: ExpressionPath.member(key, of: path)) }
            for (key, value) in b where a[key] == nil { add(nil, value, at: ExpressionPath.member(key, of: path)) }
        case (.array(let a), .array(let b)): compare(a, b, at: path)
        default: add(JSONDifference(path: path, left: left, right: right))
        }
    }

    /// Skips the common prefix and suffix of the arrays, so that elements added or removed in between stand out.
    private mutating func compare(_ a: [JSONValue], _ b: [JSONValue], at path: String) {
        let shorter = min(a.count, b.count)
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.prefix(shorter - head).count
        let left = a[head..<a.count - tail]
        let right = b[head..<b.count - tail]
        for offset in 0..<max(left.count, right.count) {
            let index = head + offset
            add(left[at: index], right[at: index], at: ExpressionPath.element(index, of: path))
        }
    }

    private mutating func add(_ left: JSONValue?, _ right: JSONValue?, at path: String) {
        if let left, let right {
            compare(left, right, at: path)
        } else {
            add(JSONDifference(path: path, left: left, right: right))
        }
    }

    private mutating func add(_ difference: JSONDifference) {
        count += 1
        if shown.count < limit { shown.append(difference) }
    }
}

extension ArraySlice {
    fileprivate subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : Optional.none }
}
