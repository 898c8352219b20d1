// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// The first member of a line at the prompt that doesn't exist although a similar one does. It's null, which may be
/// meant, so the line runs; a remark follows.
struct MisspeltMembers {
    /// A loop may miss a member each time.
    private static let mostLooks = 100

    private(set) var first: (name: UnknownName, place: SourcePlace)?
    private var looks = 0

    var isLooking: Bool { first == nil && looks < Self.mostLooks }

    mutating func add(_ name: UnknownName?, at place: SourcePlace) {
        looks += 1
        if let name, name.nearest != nil { first = first ?? (name, place) }
    }
}
