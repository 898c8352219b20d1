// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import Base

/// A proxy, and the user's credentials for it.
package struct Proxy: Sendable, Hashable {
    package let endpoint: Endpoint
    /// User and password for the Basic scheme (RFC 7617); nil if the proxy's URL has no user.
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
