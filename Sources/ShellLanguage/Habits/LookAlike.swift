// SPDX-License-Identifier: GPL-3.0-or-later

/// A character that looks like an ASCII character or is invisible; word processors, chats and web pages insert them.
package struct LookAlike: Sendable, Equatable {
    package let scalar: Unicode.Scalar
    /// What to type instead: ASCII, or nothing for a character without width.
    package let replacement: String

    /// nil for characters that can't be confused.
    ///
    /// - Parameter dashes: the replacement for a dash that isn't ASCII.
    init?(_ scalar: Unicode.Scalar, dashes: String = "-") {
        guard scalar.value >= 0x80 else { return nil }
        self.scalar = scalar
        switch scalar.value {
        case 0x00AD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF:
            replacement = ""
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: replacement = dashes
        case 0x201C...0x201F, 0x2033: replacement = "\""
        case 0x2018...0x201B, 0x2032, 0x00B4, 0x02B9, 0x02BC: replacement = "'"
        case 0x00AB, 0x226A, 0x300A: replacement = "<<"
        case 0x00BB, 0x226B, 0x300B: replacement = ">>"
        case 0xFF01...0xFF5E:
            guard let ascii = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            replacement = String(ascii)
        case 0x2028, 0x2029, 0x2800, 0x3164: replacement = " "
        default:
            guard scalar.properties.generalCategory == .spaceSeparator else { return nil }
            replacement = " "
        }
    }

    /// A Cyrillic or Greek letter that looks like an ASCII one; nil for other characters.
    fileprivate init?(letter scalar: Unicode.Scalar) {
        guard let ascii = Self.letters[scalar] else { return nil }
        self.scalar = scalar
        replacement = String(ascii)
    }

    private static let letters: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".unicodeScalars,
            "aeopcyxijshdqwABEKMHOPCTXIJSoABEZHIKMNOPTYX".unicodeScalars))

    /// Its name in Unicode and its code point, for example "no-break space, U+00A0".
    var name: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let codePoint = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return scalar.properties.name.map { "\($0.lowercased()), \(codePoint)" } ?? codePoint
    }

    var isQuote: Bool { replacement == "\"" || replacement == "'" }
}

extension LookAlike {
    typealias Found = (character: LookAlike, range: SourceRange)

    /// The look-alikes in `range`, which begins outside quotes, and their places. Skips quoted texts and comments.
    static func all(in range: SourceRange, of source: Source) -> [Found] {
        let bytes = source.bytes
        guard bytes[range].contains(where: { $0 >= 0x80 }) else { return [] }
        var found: [Found] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            switch bytes[offset] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                var cursor = SourceCursor(source)
                cursor.offset = offset
                cursor.skipQuoted(withinLine: false)
                offset = cursor.offset
            case UInt8(ascii: "#") where offset == range.lowerBound || bytes[offset - 1].isWhiteSpace:
                offset = bytes[offset..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            case let byte where isPlain(byte):
                offset += 1
            default:
                let end = bytes[offset..<range.upperBound].firstIndex(where: isPlain) ?? range.upperBound
                found += all(inRun: source.text(in: offset..<end), at: offset, isStart: startsWord(offset, bytes))
                offset = end
            }
        }
        return found
    }

    /// The first look-alike in `text`, bare characters that begin at `start`.
    static func first(in text: String, at start: Int) -> Found? {
        guard let found = all(in: 0..<text.utf8.count, of: Source(text: text)).first else { return nil }
        return (found.character, start + found.range.lowerBound..<start + found.range.upperBound)
    }

    /// Whether a byte is ASCII and can't be part of a word, so that it doesn't need to be checked.
    private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 && !byte.isNameByte }

    private static func startsWord(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        offset == 0 || bytes[offset - 1].isWhiteSpace
    }

    /// The look-alikes in a run of letters, digits, `-`, `_` and non-ASCII characters.
    private static func all(inRun text: String, at start: Int, isStart: Bool) -> [Found] {
        let scalars = Array(text.unicodeScalars)
        // A word of another language contains letters that don't look like ASCII.
        let hasASCII = scalars.contains { $0.isASCII && $0.properties.isAlphabetic }
        let isForeign = scalars.contains {
            !$0.isASCII && $0.properties.isAlphabetic && LookAlike(letter: $0) == nil && LookAlike($0) == nil
        }
        var found: [Found] = []
        var offset = start
        var previous: Unicode.Scalar? = isStart ? " " : nil
        for (index, scalar) in scalars.enumerated() {
            let end = offset + UTF8.width(scalar)
            // At the start of a word, a long dash was probably `--`, but `-` before a single letter, as in `-b`.
            let letters = scalars[(index + 1)...].prefix(2).count { $0.properties.isAlphabetic }
            let dashes = previous == " " && letters == 2 ? "--" : "-"
            let letter = hasASCII && !isForeign ? LookAlike(letter: scalar) : nil
            if let character = LookAlike(scalar, dashes: dashes) ?? letter {
                found.append((character, offset..<end))
                previous = character.replacement == " " ? " " : scalar
            } else {
                previous = scalar
            }
            offset = end
        }
        return found
    }
}
