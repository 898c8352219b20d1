// SPDX-License-Identifier: GPL-3.0-or-later

/// The shapes of names.
package enum Identifier {
    /// `[A-Za-z_][A-Za-z0-9_]*`: the valid names of variables.
    package static func isVariable(_ bytes: some Sequence<UInt8>) -> Bool {
        var isFirst = true
        for byte in bytes {
            guard byte.isLetter || byte == UInt8(ascii: "_") || (!isFirst && byte.isDigit) else { return false }
            isFirst = false
        }
        return !isFirst
    }

    /// The rule for the names of variables, as a hint.
    static let rule = "names consist of letters, digits and `_`, and don't begin with a digit"

    /// `[A-Za-z][A-Za-z0-9_-]*`: the valid names of commands and `def`s.
    package static func isCommand(_ bytes: some Sequence<UInt8>) -> Bool {
        var isFirst = true
        for byte in bytes {
            guard byte.isLetter || (!isFirst && byte.isNameByte) else { return false }
            isFirst = false
        }
        return !isFirst
    }

    /// Whether `text` looks like a path into a variable: `order`, `order.id`, `rows[0].name`.
    static func isPath(_ text: String) -> Bool {
        let name = text.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
        let rest = text.utf8.dropFirst(name.count)
        return isVariable(name) && rest.allSatisfy { $0.isLetter || $0.isDigit || Array("_.[]".utf8).contains($0) }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isLetter: Bool { self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") }

    /// Whether this byte can be part of a command's name or a keyword.
    var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}
