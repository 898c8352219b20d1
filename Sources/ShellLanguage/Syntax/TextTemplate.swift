// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that may contain `<<expr>>`: `'…'`, `"…"`, a text block, a string or a key in a JSON template.
///
/// Escapes and the indentation of a text block are resolved; an interpolation's text is inserted unchanged.
package struct TextTemplate: Sendable {
    package enum Segment: Sendable {
        case literal(String)
        case interpolation(Interpolation)
    }

    /// Contains no two adjacent literals and no empty literal.
    package let segments: [Segment]
    /// The range, including the quotes.
    package let range: SourceRange
    /// About how many bytes the text has: those of the literals, and a few for each interpolation.
    package let expectedLength: Int

    init(segments: [Segment], range: SourceRange) {
        self.segments = segments
        self.range = range
        expectedLength = segments.reduce(0) { length, segment in
            switch segment {
            case .literal(let text): length + text.utf8.count
            case .interpolation: length + 12
            }
        }
    }

    /// Text without an interpolation.
    init(literal bytes: ArraySlice<UInt8>, range: SourceRange) {
        let isEmpty = bytes.isEmpty
        self.init(segments: isEmpty ? [] : [.literal(String(decoding: bytes, as: UTF8.self))], range: range)
    }

    /// The whole text if it doesn't contain an interpolation.
    package var constant: String? {
        switch segments.count {
        case 0: return ""
        case 1:
            guard case .literal(let text) = segments[0] else { return nil }
            return text
        default: return nil
        }
    }

    package var interpolations: [Interpolation] {
        segments.compactMap { segment in
            guard case .interpolation(let interpolation) = segment else { return nil }
            return interpolation
        }
    }
}
