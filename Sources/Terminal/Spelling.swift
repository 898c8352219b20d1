// SPDX-License-Identifier: GPL-3.0-or-later

/// The spelling of a character, or of one of its bytes, in a text: as it is, escaped by JSON once or several times,
/// percent-encoded, or doubled as CSV and YAML double quotes.
struct Spelling {
    /// In the text, in bytes.
    var length: Int
    /// The spelled bytes, as UTF-8; the first byte in the lowest place.
    private var bytes: UInt32
    /// How many bytes are spelled.
    var count: Int

    /// The spellings at a position in a text.
    struct All {
        var complete: [Spelling] = []
        /// There may be others that the end of the text truncates.
        var isIncomplete = false
    }

    var first: UInt8 { UInt8(truncatingIfNeeded: bytes) }

    fileprivate init(_ byte: UInt8, length: Int) {
        self.length = length
        bytes = UInt32(byte)
        count = 1
    }

    fileprivate init(_ scalar: Unicode.Scalar, length: Int) {
        self.length = length
        (bytes, count) = (0, 0)
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            bytes |= UInt32(byte) << (8 * UInt32(count))
            count += 1
        }
    }

    func isSpelled(in secret: [UInt8], at start: Int) -> Bool {
        guard start + count <= secret.count else { return false }
        return (0..<count).allSatisfy { secret[start + $0] == UInt8(truncatingIfNeeded: bytes >> (8 * UInt32($0))) }
    }

    /// How many times JSON may be nested in JSON: each level doubles the backslashes.
    fileprivate static let mostBackslashes = 8

    /// Whether a spelling that begins with this byte may mean something other than the byte, or nothing visible.
    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "\r"), 0x1B, 0xE2:
            true
        default: false
        }
    }

    static func all(in text: [UInt8], at start: Int) -> All {
        let byte = text[start]
        var all = All(complete: [Spelling(byte, length: 1)])
        switch byte {
        case UInt8(ascii: "+"): all.complete.append(Spelling(UInt8(ascii: " "), length: 1))
        case UInt8(ascii: "%"): all.addPercent(in: text, at: start)
        case UInt8(ascii: "\\"): all.addEscapes(in: text, at: start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard start + 1 < text.count else {
                all.isIncomplete = true
                break
            }
            if text[start + 1] == byte { all.complete.append(Spelling(byte, length: 2)) }
        default: break
        }
        return all
    }
}

extension Spelling.All {
    fileprivate mutating func addPercent(in text: [UInt8], at start: Int) {
        switch Hexadecimal.value(of: text[(start + 1)...], digits: 2) {
        case .value(let value): complete.append(Spelling(UInt8(value), length: 3))
        case .incomplete: isIncomplete = true
        case .none: break
        }
    }

    fileprivate mutating func addEscapes(in text: [UInt8], at start: Int) {
        let run = text[start...].prefix(Spelling.mostBackslashes).prefix { $0 == UInt8(ascii: "\\") }.count
        for length in [2, 4, 8] where length <= run {
            complete.append(Spelling(UInt8(ascii: "\\"), length: length))
        }
        let letter = start + run
        guard letter < text.count else {
            isIncomplete = run < Spelling.mostBackslashes
            return
        }
        switch text[letter] {
        case UInt8(ascii: "n"): add(0x0A)
        case UInt8(ascii: "r"): add(0x0D)
        case UInt8(ascii: "t"): add(0x09)
        case UInt8(ascii: "b"): add(0x08)
        case UInt8(ascii: "f"): add(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"): add(text[letter])
        case UInt8(ascii: "u"): addUnicode(in: text, at: start, digits: letter + 1)
        default: break
        }
        func add(_ byte: UInt8) { complete.append(Spelling(byte, length: run + 1)) }
    }

    /// `\u00e9`, or a surrogate pair.
    private mutating func addUnicode(in text: [UInt8], at start: Int, digits: Int) {
        switch Hexadecimal.value(of: text[digits...], digits: 4) {
        case .value(let value) where 0xD800..<0xDC00 ~= value:
            let rest = text[(digits + 4)...]
            let run = rest.prefix(Spelling.mostBackslashes).prefix { $0 == UInt8(ascii: "\\") }.count
            let letter = digits + 4 + run
            guard letter < text.count else {
                isIncomplete = true
                return
            }
            guard run > 0, text[letter] == UInt8(ascii: "u") else { return }
            switch Hexadecimal.value(of: text[(letter + 1)...], digits: 4) {
            case .value(let low) where 0xDC00..<0xE000 ~= low:
                add(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00), end: letter + 5)
            case .incomplete: isIncomplete = true
            case .value, .none: break
            }
        case .value(let value): add(value, end: digits + 4)
        case .incomplete: isIncomplete = true
        case .none: break
        }
        func add(_ value: UInt32, end: Int) {
            if let scalar = Unicode.Scalar(value) { complete.append(Spelling(scalar, length: end - start)) }
        }
    }
}

private enum Hexadecimal {
    case value(UInt32)
    case incomplete
    case none

    static func value(of text: ArraySlice<UInt8>, digits: Int) -> Self {
        var value: UInt32 = 0
        for byte in text.prefix(digits) {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return .none }
            value = value << 4 | UInt32(digit)
        }
        return text.count < digits ? .incomplete : .value(value)
    }
}
