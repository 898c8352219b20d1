// SPDX-License-Identifier: GPL-3.0-or-later

/// A character that looks like an ASCII character or like nothing, as word processors, chats and web pages insert it.
package struct LookAlike: Sendable, Equatable {
    package let scalar: Unicode.Scalar
    /// What is to be typed instead: ASCII, or nothing for a character without width.
    package let replacement: String

    /// nil for characters that can't be confused.
    ///
    /// - Parameter startsWord: at the start of a word a long dash is what became of `--`.
    init?(_ scalar: Unicode.Scalar, startsWord: Bool = false) {
        guard scalar.value >= 0x80 else { return nil }
        self.scalar = scalar
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x2060, 0xFEFF: replacement = ""
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: replacement = startsWord ? "--" : "-"
        case 0x201C...0x201F, 0x2033, 0x00AB, 0x00BB: replacement = "\""
        case 0x2018...0x201B, 0x2032, 0x00B4, 0x02B9, 0x02BC: replacement = "'"
        case 0xFF01...0xFF5E:
            guard let ascii = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            replacement = String(ascii)
        default:
            guard scalar.properties.generalCategory == .spaceSeparator else { return nil }
            replacement = " "
        }
    }

    /// Its name in Unicode and its code point, as "no-break space, U+00A0".
    var name: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let codePoint = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return scalar.properties.name.map { "\($0.lowercased()), \(codePoint)" } ?? codePoint
    }

    var isQuote: Bool { replacement == "\"" || replacement == "'" }
}

extension LookAlike {
    /// The look-alikes outside quotes in `range`, which begins outside quotes, each with its place.
    static func all(in range: SourceRange, of source: Source) -> [(character: LookAlike, range: SourceRange)] {
        guard source.bytes[range].contains(where: { $0 >= 0x80 }) else { return [] }
        var found: [(LookAlike, SourceRange)] = []
        var quote: Unicode.Scalar?
        var isEscaped = false
        var offset = range.lowerBound
        var previous: Unicode.Scalar = " "
        let scalars = Array(source.text(in: range).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let end = offset + UTF8.width(scalar)
            defer {
                offset = end
                previous = scalar
            }
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if scalar == "\\", open == "\"" {
                    isEscaped = true
                } else if scalar == open {
                    quote = nil
                }
                continue
            }
            if scalar == "\"" || scalar == "'" {
                quote = scalar
                continue
            }
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let startsWord = previous == " " && next.properties.isAlphabetic
            if let character = LookAlike(scalar, startsWord: startsWord) { found.append((character, offset..<end)) }
        }
        return found
    }
}
