// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON number as written; two numbers are equal if they denote the same number, without rounding.
public struct JSONNumber: Sendable {
    /// Integers in their shortest spelling need no text: that's most numbers in practice.
    enum Storage: Sendable {
        case integer(Int)
        case text(String)
    }

    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    public init(_ value: Int) { storage = .integer(value) }

    /// A double as the shortest text that reads back to it, whole numbers without a fraction; nil for NaN and
    /// infinities.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int(exactly: value) {
            storage = .integer(whole)
        } else {
            // Beyond 64 bits, a whole double is spelled with an exponent, or with a meaningless fraction.
            let text = value.description
            storage = .text(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
        }
    }

    /// `text` if it's a JSON number; otherwise nil.
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

    /// The exact 64-bit integer (`1`, `1.0` and `1e0` are all 1), or nil if there's none.
    public var int: Int? {
        switch storage {
        case .integer(let value): value
        case .text(let text): Decimal(text).int
        }
    }

    /// The nearest double; infinity on overflow.
    public var double: Double {
        switch storage {
        case .integer(let value): Double(value)
        case .text(let text): shortDecimal(text) ?? Double(text) ?? .nan
        }
    }

    /// The number with the opposite sign, with every digit kept; nil for the smallest 64-bit integer, which has no
    /// negation.
    public var negated: JSONNumber? {
        switch storage {
        case .integer(.min): nil
        case .integer(let value): JSONNumber(-value)
        case .text(let text):
            text.hasPrefix("-") ? JSONNumber(parsing: text.dropFirst()) : JSONNumber(parsing: "-" + text)
        }
    }

    /// Whether the number is spelled without fraction and exponent.
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

    /// Rounding preserves the order, so only numbers with the same nearest double need a full comparison.
    private static func precedes(_ a: JSONNumber, _ b: JSONNumber) -> Bool {
        let (roundedA, roundedB) = (a.double, b.double)
        return roundedA == roundedB ? Decimal(a) < Decimal(b) : roundedA < roundedB
    }

    public func hash(into hasher: inout Hasher) {
        if let int { hasher.combine(int) } else { hasher.combine(Decimal(self)) }
    }
}
