// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// One word: adjacent pieces of bare characters, quoted text and `<<expr>>`.
package struct Word: Sendable {
    package enum Piece: Sendable {
        /// Bare characters, with the backslashes before `<<` resolved.
        case bare(String, SourceRange)
        /// `'…'`, `"…"` or a text block.
        case quoted(TextTemplate)
        case interpolation(Interpolation)

        package var range: SourceRange {
            switch self {
            case .bare(_, let range): range
            case .quoted(let text): text.range
            case .interpolation(let interpolation): interpolation.range
            }
        }
    }

    /// Not empty, except for a missing value of `--name=`, which is empty text.
    package let pieces: [Piece]
    package let range: SourceRange
    /// The whole text if it doesn't contain an interpolation.
    package let constant: String?

    init(pieces: [Piece], range: SourceRange) {
        self.pieces = pieces
        self.range = range
        var text: String? = ""
        for piece in pieces {
            switch piece {
            case .bare(let characters, _): text? += characters
            case .quoted(let quoted):
                if let characters = quoted.constant { text? += characters } else { text = nil }
            case .interpolation: text = nil
            }
        }
        constant = text
    }
}

extension Word {
    /// The interpolation if the word is just that, so that its value keeps its type.
    package var soleInterpolation: Interpolation? {
        guard pieces.count == 1, case .interpolation(let interpolation) = pieces[0] else { return nil }
        return interpolation
    }

    /// The text if the word is one quoted piece.
    package var soleQuoted: TextTemplate? {
        guard pieces.count == 1, case .quoted(let text) = pieces[0] else { return nil }
        return text
    }

    /// The characters if the word is one bare piece.
    package var soleBare: String? {
        guard pieces.count == 1, case .bare(let text, _) = pieces[0] else { return nil }
        return text
    }

    /// The value if the word is a bare number, `true`, `false` or `null`.
    package var scalar: JSONValue? {
        switch soleBare {
        case nil: nil
        case "true": true
        case "false": false
        case "null": .null
        case .some(let text): JSONNumber(parsing: text).map(JSONValue.number)
        }
    }

    package var interpolations: [Interpolation] {
        pieces.flatMap { piece -> [Interpolation] in
            switch piece {
            case .bare: []
            case .quoted(let text): text.interpolations
            case .interpolation(let interpolation): [interpolation]
            }
        }
    }

    /// The word without its first `count` bytes, which must be bare ASCII characters.
    func droppingFirst(_ count: Int) -> Word {
        guard case .bare(let text, let range) = pieces.first else { return self }
        let rest = String(text.dropFirst(count))
        let first = rest.isEmpty ? [] : [Piece.bare(rest, range.lowerBound + count..<range.upperBound)]
        return Word(pieces: first + pieces.dropFirst(), range: self.range.lowerBound + count..<self.range.upperBound)
    }
}
