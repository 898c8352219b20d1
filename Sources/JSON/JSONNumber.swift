// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON number as it was written; two numbers are equal when they denote the same number, without rounding.
public struct JSONNumber: Sendable {
    /// Integers whose shortest spelling was used need no text: most numbers in practice.
    enum Storage: Sendable {
        case integer(Int)
        case text(String)
    }

    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    public init(_ value: Int) { storage = .integer(value) }

    /// A double as the shortest text that reads back to it, whole results without a fraction; nil for NaN and infinities.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int(exactly: value) {
            storage = .integer(whole)
        } else {
            // Beyond 64 bits a whole double is spelled with an exponent, or with a fraction that says nothing.
            let text = value.description
            storage = .text(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
        }
    }

    /// `text` when it is a JSON number; nil otherwise.
    public init?(parsing text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard case .number(let end, let integer) = scanNumber(bytes.span, from: 0), end == bytes.count else {
            return nil
        }
        storage = integer.map(Storage.integer) ?? .text(String(text))
    }

    /// The number as it was read or will be written, RFC 8259 grammar.
    public var text: String {
        switch storage {
        case .integer(let value): String(value)
        case .text(let text): text
        }
    }

    /// The exact 64-bit integer (`1`, `1.0` and `1e0` are all 1), or nil when there is none.
    public var int: Int? {
        switch storage {
        case .integer(let value): value
        case .text(let text): Decimal(text).int
        }
    }

    /// The nearest double; overflows give an infinity.
    public var double: Double {
        switch storage {
        case .integer(let value): Double(value)
        case .text(let text): shortDecimal(text) ?? Double(text) ?? .nan
        }
    }

    /// The number with the other sign, every digit kept; nil for the least 64-bit integer, whose negative is none.
    public var negated: JSONNumber? {
        switch storage {
        case .integer(.min): nil
        case .integer(let value): JSONNumber(-value)
        case .text(let text):
            text.hasPrefix("-") ? JSONNumber(parsing: text.dropFirst()) : JSONNumber(parsing: "-" + text)
        }
    }

    /// Whether the number is spelled without a fraction and without an exponent.
    public var isSpelledAsInteger: Bool {
        switch storage {
        case .integer: true
        case .text(let text): text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isDigit($0) }
        }
    }
}

extension JSONNumber: Hashable, Comparable {
    public static func == (a: JSONNumber, b: JSONNumber) -> Bool {
        switch (a.storage, b.storage) {
        case (.integer(let a), .integer(let b)): a == b
        default: a.double == b.double && Decimal(a) == Decimal(b)
        }
    }

    public static func < (a: JSONNumber, b: JSONNumber) -> Bool {
        switch (a.storage, b.storage) {
        case (.integer(let a), .integer(let b)): a < b
        default: precedes(a, b)
        }
    }

    /// Rounding keeps the order, so that only numbers with the same nearest double have to be compared in full.
    private static func precedes(_ a: JSONNumber, _ b: JSONNumber) -> Bool {
        let (roundedA, roundedB) = (a.double, b.double)
        return roundedA == roundedB ? Decimal(a) < Decimal(b) : roundedA < roundedB
    }

    public func hash(into hasher: inout Hasher) {
        if let int { hasher.combine(int) } else { hasher.combine(Decimal(self)) }
    }
}
