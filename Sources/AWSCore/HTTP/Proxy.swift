// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A proxy, and who one is there.
package struct Proxy: Sendable, Hashable {
    package let endpoint: Endpoint
    /// User and password for the Basic scheme (RFC 7617); nil where the proxy's URL names nobody.
    package let credentials: Secret?

    /// Reads `[http://][USER[:PASSWORD]@]HOST[:PORT]`, with percent-encoding in user and password; nil for anything else.
    init?(parsing text: String) {
        var url = text.contains("://") ? text : "http://\(text)"
        var credentials: Secret?
        if let user = URLUser.range(in: url) {
            let names = url[user].dropLast().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let plain = [names[0], names.count > 1 ? names[1] : ""].map { PercentEncoding.decode($0.utf8) }
            credentials = Secret(Base64.encode(Array(plain.joined(separator: [UInt8(ascii: ":")]))))
            url.removeSubrange(user)
        }
        guard let endpoint = Endpoint(parsing: url), endpoint.scheme == .http else { return nil }
        self.endpoint = endpoint
        self.credentials = credentials
    }
}

/// User and password in a URL.
enum URLUser {
    /// `USER:PASSWORD@`; nil where the URL names nobody.
    static func range(in url: String) -> Range<String.Index>? {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        guard let at = url[start..<end].lastIndex(of: "@") else { return nil }
        return start..<url.index(after: at)
    }

    /// The URL for a message.
    static func hidden(in url: String) -> String {
        guard let user = range(in: url) else { return url }
        return "\(url[..<user.lowerBound])•••@\(url[user.upperBound...])"
    }
}
