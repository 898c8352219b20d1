// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A version as interpreters and version managers write it: `3.12.4`, `v22.4.1`, `3.13.0rc1`, `25-ea`.
package struct InterpreterVersion: Sendable, Hashable {
    /// The most significant one first; never empty.
    package let numbers: [Int]
    package let isPrerelease: Bool

    /// The version that a text begins with, after a `v` at most; nil if it begins with something else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes[...].drop { $0 == UInt8(ascii: "v") })
    }

    /// The first version in a name such as `cpython-3.12.4-linux`, `node@22` or `python3.12`.
    package init?(inName name: some StringProtocol) {
        let bytes = Array(name.utf8)
        guard let start = bytes.firstIndex(where: \.isDigit) else { return nil }
        self.init(bytes[start...])
    }

    private init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        var numbers: [Int] = []
        while true {
            let digits = rest.prefix(while: \.isDigit)
            guard let number = Int(String(decoding: digits, as: UTF8.self)) else { break }
            numbers.append(number)
            rest = rest[digits.endIndex...]
            guard rest.first == UInt8(ascii: "."), rest.dropFirst().first?.isDigit == true else { break }
            rest = rest.dropFirst()
        }
        guard !numbers.isEmpty else { return nil }
        self.numbers = numbers
        isPrerelease = Self.isPrerelease(rest)
    }

    private init(numbers: [Int], isPrerelease: Bool) {
        self.numbers = numbers
        self.isPrerelease = isPrerelease
    }

    private static let prereleases: Set = ["a", "alpha", "b", "beta", "rc", "dev", "pre", "preview", "nightly", "ea"]

    private static func isPrerelease(_ rest: ArraySlice<UInt8>) -> Bool {
        let word = rest.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }.prefix(while: \.isLetter)
        return prereleases.contains(String(decoding: word, as: UTF8.self))
    }

    /// Java 8 and earlier call themselves 1.8.
    package var withoutJavasOne: InterpreterVersion {
        guard numbers.count > 1, numbers[0] == 1 else { return self }
        return InterpreterVersion(numbers: Array(numbers.dropFirst()), isPrerelease: isPrerelease)
    }

    /// The number at a place, 0 if the version has none there.
    package func number(_ place: Int) -> Int { place < numbers.count ? numbers[place] : 0 }
}

extension InterpreterVersion: Comparable {
    package static func < (one: InterpreterVersion, other: InterpreterVersion) -> Bool {
        for place in 0..<max(one.numbers.count, other.numbers.count) where one.number(place) != other.number(place) {
            return one.number(place) < other.number(place)
        }
        return one.isPrerelease && !other.isPrerelease
    }
}

extension InterpreterVersion: CustomStringConvertible {
    package var description: String {
        numbers.map(String.init).joined(separator: ".") + (isPrerelease ? " (pre-release)" : "")
    }
}
