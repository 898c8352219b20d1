// SPDX-License-Identifier: GPL-3.0-or-later

/// Text for an XML or HTML document: `&`, `<`, `>` and quotes escaped. XML 1.0 can't contain control characters and the
/// last two characters of a plane, so they're spelled out.
package struct MarkupText: ExpressibleByStringInterpolation {
    package let text: String

    package init(_ raw: String) {
        var text = ""
        for scalar in ControlCharacters.spelled(raw, keeping: ["\t", "\n"]).unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": text += ControlCharacters.spelling(of: scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        self.text = text
    }

    package init(stringLiteral value: String) { text = value }

    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Literal parts are markup; interpolated text is always escaped.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ raw: String) { text += MarkupText(raw).text }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        package mutating func appendInterpolation(_ markup: MarkupText) { text += markup.text }
        package mutating func appendInterpolation(_ markup: [MarkupText]) { for part in markup { text += part.text } }
    }
}
