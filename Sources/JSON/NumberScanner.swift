// SPDX-License-Identifier: GPL-3.0-or-later

/// The result of scanning for a number.
enum ScannedNumber {
    /// `integer` if the text is the shortest spelling of a 64-bit integer.
    case number(end: Int, integer: Int?)
    case invalid(JSONSyntaxError.Kind, offset: Int)
}

/// Reads a number by the grammar of RFC 8259, section 6, starting at `start`.
@inline(__always)
func scanNumber(_ bytes: Span<UInt8>, from start: Int) -> ScannedNumber {
    let end = bytes.count
    var index = start
    let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }

    let firstDigit = index
    var magnitude = 0
    var overflow = false
    while index < end, isDigit(bytes[index]) {
        let digit = Int(bytes[index] &- UInt8(ascii: "0"))
        if index - firstDigit < 18 {
            magnitude = magnitude &* 10 &+ digit
        } else {
            let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, tooLargeNow) = product.addingReportingOverflow(digit)
            overflow = overflow || tooLarge || tooLargeNow
            magnitude = sum
        }
        index += 1
    }
    if index == firstDigit { return .invalid(.digitMissing(after: isNegative ? .minus : .nothing), offset: index) }
    if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 {
        return .invalid(.leadingZero, offset: firstDigit)
    }

    var isPlain = !overflow && !(isNegative && magnitude == 0)
    if index < end, bytes[index] == UInt8(ascii: ".") {
        isPlain = false
        let firstFraction = index + 1
        index = firstFraction
        while index < end, isDigit(bytes[index]) { index += 1 }
        if index == firstFraction { return .invalid(.digitMissing(after: .point), offset: index) }
    }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
        isPlain = false
        index += 1
        if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
        let firstExponent = index
        while index < end, isDigit(bytes[index]) { index += 1 }
        if index == firstExponent { return .invalid(.digitMissing(after: .exponent), offset: index) }
    }
    return .number(end: index, integer: isPlain ? (isNegative ? -magnitude : magnitude) : nil)
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
