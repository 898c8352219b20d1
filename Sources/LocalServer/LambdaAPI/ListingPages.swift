// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Splits a list into pages. A marker contains the name of the previous page's last element, so that functions that are
/// added or removed in between don't cause others to be repeated or skipped.
package enum ListingPages {
    /// AWS returns at most this many per page, whatever MaxItems says.
    package static let limit = 50

    /// The requested part of a list.
    package struct Page: Sendable, Hashable {
        package var marker: String?
        package var maxItems: Int?

        package init(marker: String? = nil, maxItems: Int? = nil) {
            self.marker = marker
            self.maxItems = maxItems
        }
    }

    /// - Parameter names: sorted.
    /// - Returns: the range of the page, and the marker of the next one.
    package static func page(
        of names: [String], _ page: Page
    ) throws(APIFailure) -> (Range<Int>, String?) {
        var start = 0
        if let marker = page.marker {
            guard let bytes = Base64.decode(marker) else { throw .invalidMarker }
            let last = String(decoding: bytes, as: UTF8.self)
            start = names.firstIndex { $0 > last } ?? names.count
        }
        let end = min(names.count, start + min(page.maxItems ?? limit, limit))
        let next = end < names.count && end > start ? Base64.encode(Array(names[end - 1].utf8)) : nil
        return (start..<end, next)
    }
}
