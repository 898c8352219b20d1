// SPDX-License-Identifier: GPL-3.0-or-later

/// User and password in a URL.
package enum URLUser {
    /// `USER:PASSWORD@`; nil if the URL has no user.
    package static func range(in url: String) -> Range<String.Index>? {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        guard let at = url[start..<end].lastIndex(of: "@") else { return nil }
        return start..<url.index(after: at)
    }

    /// Where URLs in a text have a user with a password, or over HTTP any user, since tokens are written like that.
    package static func ranges(in text: [UInt8]) -> [Range<Int>] {
        let separator = Array("://".utf8)
        var ranges: [Range<Int>] = []
        var index = 0
        while let colon = text[index...].firstIndex(of: separator[0]) {
            index = colon + 1
            guard text[colon...].starts(with: separator) else { continue }
            let start = colon + separator.count
            index = start
            let authority = text[start...].prefix(while: isInAuthority)
            guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > start else { continue }
            let scheme = text[..<colon].reversed().prefix(while: \.isLetter)
            let isHTTP = ["http", "https"].contains(String(decoding: scheme.reversed(), as: UTF8.self).lowercased())
            if isHTTP || text[start..<at].contains(UInt8(ascii: ":")) { ranges.append(start..<at) }
        }
        return ranges
    }

    /// The text with the user of each URL hidden that `ranges` finds.
    package static func masked(in text: String) -> String {
        guard text.contains("://") else { return text }
        let bytes = Array(text.utf8)
        return String(decoding: bytes.masking(ranges(in: bytes)), as: UTF8.self)
    }

    /// All bytes except those that end it in a URL, a sentence, a shell's word or a template.
    private static func isInAuthority(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: " ") && byte != 0x7F && !"/?#\"'`<>()[]{}|\\^,;".utf8.contains(byte)
    }

    /// The URL with the user hidden, for a message.
    package static func hidden(in url: String) -> String {
        guard let user = range(in: url) else { return url }
        return "\(url[..<user.lowerBound])•••@\(url[user.upperBound...])"
    }
}

extension [UInt8] {
    /// The text with `•••` in place of `ranges`, which may overlap.
    package func masking(_ ranges: [Range<Int>]) -> [UInt8] {
        var (masked, position): ([UInt8], Int) = ([], 0)
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound >= position { masked += self[position..<range.lowerBound] + Array("•••".utf8) }
            position = Swift.max(position, range.upperBound)
        }
        return masked + self[position...]
    }
}
