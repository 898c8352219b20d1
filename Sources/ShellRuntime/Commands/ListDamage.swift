// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Counts the elements of a list that don't have the form that the API promises, so that the others can still be shown.
struct ListDamage {
    private let listing: Listing
    private var leftOut = 0
    private var nameless = 0

    init(listing: Listing) { self.listing = listing }

    /// The elements that can be shown: all but those that aren't objects, or text in a list of texts.
    mutating func usable(_ elements: [JSONValue]) -> [JSONValue] {
        let usable = elements.filter { listing.columns.isEmpty ? $0.string != nil : $0.object != nil }
        leftOut += elements.count - usable.count
        if let name = listing.columns.first { nameless += usable.count { $0[name]?.string == nil } }
        return usable
    }

    /// One sentence; nil if nothing was wrong.
    var notice: String? {
        var faults: [String] = []
        if leftOut > 0 {
            faults.append(
                "\(leftOut) \(leftOut == 1 ? "isn't" : "aren't") \(form) and \(leftOut == 1 ? "was" : "were") left out")
        }
        if nameless > 0, let name = listing.columns.first {
            faults.append("\(nameless) \(nameless == 1 ? "has" : "have") no `\(name)`")
        }
        guard !faults.isEmpty else { return nil }
        let count = leftOut + nameless
        return
            "the service returned \(count) damaged element\(count == 1 ? "" : "s"): \(faults.joined(separator: "; "))"
    }

    private var form: String {
        if listing.columns.isEmpty { return "text" }
        return leftOut == 1 ? "an object" : "objects"
    }
}
