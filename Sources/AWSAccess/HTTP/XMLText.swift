// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds texts in the small XML documents of AWS's query protocol, which consist of elements and text and little else.
package enum XMLText {
    /// The text of the first element called `name`; nil if there's none.
    package static func first(_ name: String, in document: some StringProtocol) -> String? {
        guard let start = document.firstRange(of: "<\(name)>"),
            let end = document[start.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        return unescaped(document[start.upperBound..<end.lowerBound])
    }

    /// The first words of a document that isn't what was expected, without its markup and scripts, in one line; nil if
    /// there are none.
    package static func firstWords(_ document: some StringProtocol) -> String? {
        let words = withoutTags(document).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return nil }
        return words.count <= 120 ? words : words.prefix(119) + "…"
    }

    private static func withoutTags(_ document: some StringProtocol) -> String {
        var text = ""
        /// What was read of the tag.
        var tag: String?
        /// The name of an element whose content isn't text.
        var hidden: String?
        for character in document {
            if let read = tag {
                guard character == ">" else {
                    tag = read + String(character)
                    continue
                }
                tag = nil
                let name = read.prefix { !$0.isWhitespace }.lowercased()
                if let element = hidden {
                    if name == "/" + element { hidden = nil }
                } else if name == "script" || name == "style" {
                    hidden = name
                }
            } else if character == "<" {
                tag = ""
                text.append(" ")
            } else if hidden == nil {
                text.append(character)
            }
        }
        return unescaped(text)
    }

    private static func unescaped(_ text: some StringProtocol) -> String {
        guard text.contains("&") else { return String(text) }
        var result = ""
        var rest = Substring(text)
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            guard let semicolon = rest.firstIndex(of: ";"),
                let character = character(rest[..<semicolon].dropFirst())
            else {
                result.append(rest.removeFirst())
                continue
            }
            result.append(character)
            rest = rest[semicolon...].dropFirst()
        }
        return result + rest
    }

    private static func character(_ entity: Substring) -> Character? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.hasPrefix("#") else { return nil }
            let digits = entity.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}
