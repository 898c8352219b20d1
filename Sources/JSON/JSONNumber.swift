// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON number: the text as it was written; two numbers are equal when they denote the same number, without rounding.
public struct JSONNumber: Sendable {
    /// The number as it was read or will be written, RFC 8259 grammar.
    public let text: String

    public init(_ value: Int) { text = String(value) }

    /// A double as the shortest text that reads back to it, whole results without a fraction; nil for NaN and infinities.
    public init?(_ value: Double) { fatalError() }

    /// `text` when it is a JSON number; nil otherwise.
    public init?(parsing text: some StringProtocol) { fatalError() }

    /// The exact 64-bit integer (`1`, `1.0` and `1e0` are all 1), or nil when there is none.
    public var int: Int? { fatalError() }

    /// The nearest double; overflows give an infinity.
    public var double: Double { fatalError() }
}

extension JSONNumber: Hashable, Comparable {
    public static func == (a: JSONNumber, b: JSONNumber) -> Bool { fatalError() }
    public static func < (a: JSONNumber, b: JSONNumber) -> Bool { fatalError() }
    public func hash(into hasher: inout Hasher) { fatalError() }
}
