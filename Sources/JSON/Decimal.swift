// SPDX-License-Identifier: GPL-3.0-or-later

/// A number in scientific notation, `0.d₁d₂d₃… × 10^exponent`, with one spelling for each number.
///
/// Exponents larger than 2⁶⁰ in magnitude count as 2⁶⁰.
struct Decimal: Hashable {
    private var isNegative = false
    /// Values 0 to 9 without leading or trailing zeros; none for zero.
    private var digits: [UInt8] = []
    private var exponent = 0

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
                exponent += Self.exponent(written)
                break
            }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    init(_ number: JSONNumber) { self.init(number.text) }

    private static func exponent(_ text: Substring.UTF8View) -> Int {
        let limit = 1 << 60
        var magnitude = 0
        for byte in text where isDigit(byte) {
            magnitude = magnitude > limit / 10 ? limit : min(limit, magnitude * 10 + Int(byte - UInt8(ascii: "0")))
        }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
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
        a.exponent == b.exponent ? a.digits.lexicographicallyPrecedes(b.digits) : a.exponent < b.exponent
    }
}
