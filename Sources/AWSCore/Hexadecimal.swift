// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials

package enum Hexadecimal {
    /// Two lower-case digits a byte.
    package static func encode(_ source: some ContiguousBytes) -> String {
        var bytes: [UInt8] = []
        append(source, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(_ source: some ContiguousBytes, to bytes: inout [UInt8]) {
        unsafe source.withUnsafeBytes { source in
            bytes.append(addingCapacity: 2 * source.count) { digits in
                for index in source.indices {
                    let byte = unsafe source[index]
                    digits.append(lowerCase(byte >> 4))
                    digits.append(lowerCase(byte & 15))
                }
            }
        }
    }

    static func lowerCase(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    static func upperCase(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
    }

    static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
