// SPDX-License-Identifier: GPL-3.0-or-later

/// Text that may hold `<<expr>>`: `'…'`, `"…"`, a text block, a string or a key in a JSON template.
///
/// Escapes and the indentation of a text block are resolved; an interpolation's text goes in as it is.
package struct TextTemplate: Sendable {
    package enum Segment: Sendable {
        case literal(String)
        case interpolation(Interpolation)
    }

    /// Never two literals side by side, and no empty literal.
    package let segments: [Segment]
    /// Quotes included.
    package let range: SourceRange

    /// The whole text when it holds no interpolation.
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
