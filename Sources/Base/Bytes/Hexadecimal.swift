// SPDX-License-Identifier: GPL-3.0-or-later

/// Hexadecimal digits, two per byte.
package enum Hexadecimal {
    /// In lower case.
    package static func encode(_ source: [UInt8]) -> String { encode(source.span) }

    /// The same for bytes that needn't be copied to an array first.
    package static func encode(_ source: Span<UInt8>) -> String {
        unsafe String(unsafeUninitializedCapacity: 2 * source.count) { memory in
            var digits = unsafe OutputSpan(buffer: memory, initializedCount: 0)
            append(source, to: &digits)
            return unsafe digits.finalize(for: memory)
        }
    }

    /// All 16 digits, in lower case.
    package static func encode(_ number: UInt64) -> String {
        encode(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt64($0)) })
    }

    package static func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: 2 * source.count) { append(source, to: &$0) }
    }

    private static func append(_ source: Span<UInt8>, to digits: inout OutputSpan<UInt8>) {
        for index in source.indices {
            digits.append(lowerCase(source[index] >> 4))
            digits.append(lowerCase(source[index] & 15))
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
