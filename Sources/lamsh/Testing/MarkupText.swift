// SPDX-License-Identifier: GPL-3.0-or-later

/// Text for an XML or HTML document: `&`, `<`, `>` and quotes escaped; control characters, which XML 1.0
/// doesn't allow, replaced.
struct MarkupText: ExpressibleByStringInterpolation {
    let text: String

    init(_ raw: String) {
        var text = ""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\t", "\n": text.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        self.text = text
    }

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Literal parts are markup; interpolated text is always escaped.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ raw: String) { text += MarkupText(raw).text }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ markup: MarkupText) { text += markup.text }
        mutating func appendInterpolation(_ markup: [MarkupText]) { for part in markup { text += part.text } }
    }
}
