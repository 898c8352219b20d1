// SPDX-License-Identifier: GPL-3.0-or-later

/// The double nearest to a number with at most 15 digits and no exponent; nil for all others.
///
/// Such digits and the power of ten are exact as doubles, so their quotient is rounded only once (W. D. Clinger, "How
/// to Read Floating Point Numbers Accurately").
func shortDecimal(_ text: String) -> Double? {
    var digits = 0
    var count = 0
    var fractionCount = 0
    var isNegative = false
    var isFraction = false
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "-"): isNegative = true
        case UInt8(ascii: "."): isFraction = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            digits = digits &* 10 &+ Int(byte &- UInt8(ascii: "0"))
            count += 1
            if count > 15 { return nil }
            if isFraction { fractionCount += 1 }
        default: return nil
        }
    }
    let magnitude = Double(digits) / powersOfTen[fractionCount]
    return isNegative ? -magnitude : magnitude
}

private let powersOfTen: InlineArray<16, Double> = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
