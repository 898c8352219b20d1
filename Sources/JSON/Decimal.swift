// SPDX-License-Identifier: GPL-3.0-or-later

/// A number in scientific notation, `0.d₁d₂d₃… × 10^exponent`, with one spelling for each number.
struct Decimal: Hashable {
    private var isNegative = false
    /// Values 0 to 9 without leading or trailing zeros; none for zero.
    private var digits: [UInt8] = []
    /// For an exponent of more than 18 digits ±10¹⁸, and `longExponent` has the digits.
    private var exponent = 0
    /// The digits of the exponent's magnitude, where they're more than 18.
    private var longExponent: [UInt8] = []

    private static let exponentLimit = 1_000_000_000_000_000_000

    /// `text` must match the grammar of a JSON number.
    init(_ text: String) {
        var pointSeen = false
        var written = text.utf8[...]
        if written.first == UInt8(ascii: "-") {
            isNegative = true
            written.removeFirst()
        }
        while let byte = written.popFirst() {
            if byte == UInt8(ascii: ".") {
                pointSeen = true
            } else if isDigit(byte) {
                if byte == UInt8(ascii: "0") && digits.isEmpty {
                    exponent -= pointSeen ? 1 : 0
                } else {
                    digits.append(byte - UInt8(ascii: "0"))
                    exponent += pointSeen ? 0 : 1
                }
            } else {
                addExponent(written)
                break
            }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { (isNegative, exponent, longExponent) = (false, 0, []) }
    }

    init(_ number: JSONNumber) { self.init(number.text) }

    /// Adds the written exponent to that of the digits.
    private mutating func addExponent(_ text: Substring.UTF8View) {
        let written = text.filter(isDigit).drop { $0 == UInt8(ascii: "0") }
        let isMinus = text.first == UInt8(ascii: "-")
        if written.count < 18 {
            let magnitude = written.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            exponent += isMinus ? -magnitude : magnitude
            return
        }
        // The sum has the sign of the written one, which is longer.
        var digits = written.map { Int($0 - UInt8(ascii: "0")) }
        var carry = isMinus ? -exponent : exponent
        for index in digits.indices.reversed() where carry != 0 {
            let sum = digits[index] + carry
            carry = sum >= 0 ? sum / 10 : -((9 - sum) / 10)
            digits[index] = sum - carry * 10
        }
        if carry > 0 { digits.insert(contentsOf: String(carry).utf8.map { Int($0 - UInt8(ascii: "0")) }, at: 0) }
        let sum = digits.drop { $0 == 0 }
        if sum.count > 18 { longExponent = sum.map(UInt8.init) }
        let magnitude = sum.count > 18 ? Self.exponentLimit : sum.reduce(0) { $0 * 10 + $1 }
        exponent = isMinus ? -magnitude : magnitude
    }

    /// The number as a 64-bit integer, or nil if it has a fraction or doesn't fit.
    var int: Int? {
        guard exponent >= digits.count, exponent <= 19 else { return digits.isEmpty ? 0 : nil }
        var result = 0
        for index in 0..<exponent {
            let digit = index < digits.count ? Int(digits[index]) : 0
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            let (next, overflowToo) = product.subtractingReportingOverflow(digit)
            if overflow || overflowToo { return nil }
            result = next
        }
        // Accumulated as a negative number, because the negative range has one more value.
        return isNegative ? result : (result == .min ? nil : -result)
    }
}

extension Decimal: Comparable {
    static func < (a: Decimal, b: Decimal) -> Bool {
        switch (a.sign, b.sign) {
        case (1, 1): magnitudeIsLess(a, b)
        case (-1, -1): magnitudeIsLess(b, a)
        default: a.sign < b.sign
        }
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    private static func magnitudeIsLess(_ a: Decimal, _ b: Decimal) -> Bool {
        if a.exponent != b.exponent { return a.exponent < b.exponent }
        guard a.longExponent != b.longExponent else { return a.digits.lexicographicallyPrecedes(b.digits) }
        let isShorter =
            a.longExponent.count == b.longExponent.count
            ? a.longExponent.lexicographicallyPrecedes(b.longExponent) : a.longExponent.count < b.longExponent.count
        return (a.exponent > 0) == isShorter
    }
}
