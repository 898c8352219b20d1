// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning

/// An image's URI, `REPOSITORY:TAG` or `REPOSITORY@sha256:DIGEST`.
struct ImageReference {
    let uri: String
    /// 64 hexadecimal digits; for a tag, which only its registry can resolve, digits derived from the URI.
    let digest: String
    private let repository: Substring

    init(_ uri: String) {
        self.uri = uri
        if let mark = uri.firstRange(of: "@sha256:") {
            repository = uri[..<mark.lowerBound]
            digest = String(uri[mark.upperBound...])
        } else {
            let name = uri.lastIndex(of: "/") ?? uri.startIndex
            repository = uri[..<(uri[name...].firstIndex(of: ":") ?? uri.endIndex)]
            digest = PayloadHash.of(Array(uri.utf8))
        }
    }

    /// AWS's ResolvedImageUri.
    var resolved: String { "\(repository)@sha256:\(digest)" }
}
