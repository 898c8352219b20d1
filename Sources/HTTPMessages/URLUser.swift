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

    /// The URL with the user hidden, for a message.
    package static func hidden(in url: String) -> String {
        guard let user = range(in: url) else { return url }
        return "\(url[..<user.lowerBound])•••@\(url[user.upperBound...])"
    }
}
