// SPDX-License-Identifier: GPL-3.0-or-later

/// Kinds of ASCII characters, for scanning text as bytes.
extension UInt8 {
    package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    package var isLowercase: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    package var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    package var isAlphanumeric: Bool { isDigit || isLetter }
    /// Letters, digits, `-` and `_`.
    package var isNameCharacter: Bool { isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
}
