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

    package static func withoutTags(_ document: some StringProtocol) -> String {
        var text = ""
        var isInsideTag = false
        for character in document {
            switch character {
            case "<":
                isInsideTag = true
                text.append(" ")
            case ">": isInsideTag = false
            default: if !isInsideTag { text.append(character) }
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
