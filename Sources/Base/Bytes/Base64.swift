// SPDX-License-Identifier: GPL-3.0-or-later

/// RFC 4648 Base64.
package enum Base64 {
    package enum Alphabet: Sendable {
        /// `+` and `/`, with padding in output.
        case standard
        /// `-` and `_`, without padding in output (RFC 4648, section 5).
        case url
    }

    /// Why a text isn't Base64.
    package enum Flaw: Error, Hashable {
        case character(Character)
        /// One character is left over, which is less than a byte.
        case length
        /// `=` within the text, or the wrong number of them.
        case padding
    }

    package static func encode(_ source: [UInt8], _ alphabet: Alphabet = .standard) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((source.count + 2) / 3 * 4)
        var index = 0
        while index < source.count {
            let rest = source.count - index
            let group =
                UInt32(source[index]) << 16 | (rest > 1 ? UInt32(source[index + 1]) << 8 : 0)
                | (rest > 2 ? UInt32(source[index + 2]) : 0)
            for position in 0..<4 {
                if position <= rest {
                    bytes.append(symbol(UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * position)) & 63, alphabet))
                } else if alphabet == .standard {
                    bytes.append(UInt8(ascii: "="))
                }
            }
            index += 3
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes that `text` encodes. ASCII white space is skipped; padding is complete or absent.
    ///
    /// - Parameter alphabets: the accepted alphabets; both for text from people.
    package static func bytes(
        of text: String, in alphabets: Set<Alphabet> = [.standard]
    ) throws(Flaw) -> [UInt8] {
        let (readsStandard, readsURL) = (alphabets.contains(.standard), alphabets.contains(.url))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+") where readsStandard, UInt8(ascii: "-") where readsURL: digit = 62
            case UInt8(ascii: "/") where readsStandard, UInt8(ascii: "_") where readsURL: digit = 63
            case UInt8(ascii: "="):
                padding += 1
                continue
            case UInt8(ascii: " "), 0x09...0x0D: continue
            default: throw .character(firstStranger(in: text, readsStandard, readsURL))
            }
            if padding > 0 { throw .padding }
            group = group << 6 | UInt32(digit)
            digits += 1
            if digits % 4 != 1 {
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(6 - 2 * ((digits - 1) % 4))))
            }
        }
        if digits % 4 == 1 { throw .length }
        if padding > 0, padding != (4 - digits % 4) % 4 { throw .padding }
        return bytes
    }

    /// The same in the standard alphabet; nil if it isn't Base64.
    package static func decode(_ text: String) -> [UInt8]? { try? bytes(of: text) }

    private static func symbol(_ digit: UInt8, _ alphabet: Alphabet) -> UInt8 {
        switch digit {
        case 0..<26: UInt8(ascii: "A") + digit
        case 26..<52: UInt8(ascii: "a") + digit - 26
        case 52..<62: UInt8(ascii: "0") + digit - 52
        case 62: alphabet == .url ? UInt8(ascii: "-") : UInt8(ascii: "+")
        default: alphabet == .url ? UInt8(ascii: "_") : UInt8(ascii: "/")
        }
    }

    private static func firstStranger(in text: String, _ readsStandard: Bool, _ readsURL: Bool) -> Character {
        let stranger = text.unicodeScalars.first { scalar in
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", "=", " ", "\t"..."\r": false
            case "+", "/": !readsStandard
            case "-", "_": !readsURL
            default: true
            }
        }
        return stranger.map(Character.init) ?? "?"
    }
}
