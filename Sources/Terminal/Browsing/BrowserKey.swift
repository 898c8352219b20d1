// SPDX-License-Identifier: GPL-3.0-or-later

/// A key at a terminal whose mode passes on each key.
package enum BrowserKey: Sendable, Equatable {
    case up, down, left, right, pageUp, pageDown, home, end
    case enter, escape, backspace
    case character(Character)

    /// The keys in what a terminal sent; unknown sequences are dropped.
    package static func keys(in bytes: [UInt8]) -> [BrowserKey] {
        var keys: [BrowserKey] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x1B, rest.count > 1 {
                keys += [takeSequence(&rest)].compactMap(\.self)
                continue
            }
            switch byte {
            case 0x1B: keys.append(.escape)
            case 0x0D, 0x0A: keys.append(.enter)
            case 0x7F, 0x08: keys.append(.backspace)
            case 0..<0x20: break
            default:
                let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                keys += String(decoding: rest.prefix(length), as: UTF8.self).map(BrowserKey.character)
                rest = rest.dropFirst(length - 1)
            }
            rest = rest.dropFirst()
        }
        return keys
    }

    /// `ESC [ … letter`, `ESC [ number ~`, or `ESC O letter`.
    private static func takeSequence(_ rest: inout ArraySlice<UInt8>) -> BrowserKey? {
        rest = rest.dropFirst()
        guard let kind = rest.first, kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else { return .escape }
        rest = rest.dropFirst()
        let parameters = rest.prefix { (0x20...0x3F).contains($0) }
        let final = rest.dropFirst(parameters.count).first
        rest = rest.dropFirst(parameters.count + 1)
        switch (final, String(decoding: parameters, as: UTF8.self)) {
        case (UInt8(ascii: "A"), _): return .up
        case (UInt8(ascii: "B"), _): return .down
        case (UInt8(ascii: "C"), _): return .right
        case (UInt8(ascii: "D"), _): return .left
        case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): return .home
        case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): return .end
        case (UInt8(ascii: "~"), "5"): return .pageUp
        case (UInt8(ascii: "~"), "6"): return .pageDown
        default: return nil
        }
    }
}
