// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The last results at the prompt, which expressions read as `_1`, `_2`, …: numbered from 1 in the order in which they
/// came, however many there were. The oldest ones are forgotten when there are too many, or when they're too large
/// together.
package struct KeptResults {
    package struct Result {
        package let number: Int
        let value: Value
        /// The statement that returned it, without secrets.
        let statement: String
        /// Milliseconds since 1970.
        let time: Int
        fileprivate let size: Int

        var name: String { KeptResults.name(of: number) }
    }

    private static let limit = 20
    /// Of their JSON texts together, in bytes.
    private static let budget = 64 << 20

    /// Oldest first.
    package private(set) var all: [Result] = []
    private var count = 0
    private var size = 0

    package init() {}

    static func name(of number: Int) -> String { "_\(number)" }

    /// The result that `name` stands for: `_3` for the third.
    package subscript(name: String) -> Value? {
        guard let number = Self.number(of: name) else { return nil }
        return all.first { $0.number == number }?.value
    }

    /// The number in `_3`; nil for any other name.
    static func number(of name: String) -> Int? {
        guard name.utf8.first == UInt8(ascii: "_"), let number = Int(name.dropFirst()), number > 0 else { return nil }
        return Self.name(of: number) == name ? number : nil
    }

    /// Keeps the newest result, and returns its number.
    package mutating func add(_ value: Value, of statement: String, at time: Int) -> Int {
        count += 1
        let result = Result(
            number: count, value: value, statement: statement, time: time, size: value.approximateSize)
        all.append(result)
        size += result.size
        // The newest one is the value of `_` anyway.
        while all.count > Self.limit || size > Self.budget && all.count > 1 { size -= all.removeFirst().size }
        return count
    }
}

extension Value {
    /// The size of its JSON text in bytes, without writing it; escapes and punctuation aren't counted exactly.
    var approximateSize: Int { source?.count ?? json.approximateSize }
}

extension JSONValue {
    fileprivate var approximateSize: Int {
        switch self {
        case .null, .bool: 5
        case .number(let number): number.text.utf8.count
        case .string(let text): text.utf8.count + 2
        case .array(let elements): elements.reduce(2) { $0 + $1.approximateSize + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + $1.value.approximateSize + 4 }
        }
    }
}
