// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Cuts a listing into pages. A marker holds the name of the last element of the page before, so that a function that
/// comes or goes in between neither repeats nor hides another.
package enum ListingPages {
    /// AWS gives no more a page, whatever MaxItems says.
    package static let limit = 50

    /// The part of a listing that was asked for.
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
