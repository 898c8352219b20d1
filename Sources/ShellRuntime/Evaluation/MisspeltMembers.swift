// SPDX-License-Identifier: GPL-3.0-or-later

/// The first member of a line at the prompt that doesn't exist although a similar one does. It's null, which may be
/// meant, so the line runs; a remark follows.
struct MisspeltMembers {
    /// A loop may miss a member each time.
    private static let mostLooks = 100
    /// Shorter names are all similar.
    private static let shortestName = 3

    private(set) var first: UnknownName?
    private var looks = 0

    var isLooking: Bool { first == nil && looks < Self.mostLooks }

    /// Takes a member that's missing; nil if something else is.
    mutating func add(_ name: UnknownName?) {
        looks += 1
        guard let name, name.nearest != nil, name.name.count >= Self.shortestName else { return }
        first = first ?? name
    }
}
