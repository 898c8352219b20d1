// SPDX-License-Identifier: GPL-3.0-or-later

/// Hexadecimal digits, two per byte.
package enum Hexadecimal {
    /// In lower case.
    package static func encode(_ source: [UInt8]) -> String { encode(source.span) }

    /// The same for bytes that needn't be copied to an array first.
    package static func encode(_ source: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * source.count)
        append(source, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All 16 digits, in lower case.
    package static func encode(_ number: UInt64) -> String {
        encode(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt64($0)) })
    }

    package static func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
        for index in source.indices {
            bytes.append(lowerCase(source[index] >> 4))
            bytes.append(lowerCase(source[index] & 15))
        }
    }

    private static func lowerCase(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    /// - Parameter digit: from 0 to 15.
    package static func upperCase(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
    }

    /// The value from 0 to 15 of an ASCII digit, in either case.
    package static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
