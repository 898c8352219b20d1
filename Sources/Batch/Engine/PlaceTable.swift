// SPDX-License-Identifier: GPL-3.0-or-later

/// The number of a record in the table of rows in flight.
package typealias Place = Int

/// Which places of the table are used: the first ones by rows of earlier processes, the others by rows of this one.
struct PlaceTable: Sendable {
    private var free: [Place] = []
    private var end: Place
    /// Rows that may have run and whose outcome isn't on disk.
    private var open: Int

    init(carried: Int) {
        end = carried
        open = carried
    }

    var hasOpenRows: Bool { open > 0 }

    mutating func enter() -> Place {
        open += 1
        if let place = free.popLast() { return place }
        defer { end += 1 }
        return end
    }

    /// The row didn't run, or its outcome is on disk: the place can be reused.
    mutating func leave(_ place: Place) {
        open -= 1
        free.append(place)
    }

    /// The row wasn't sent, and its record may be half written: the place isn't reused.
    mutating func abandon(_ place: Place) { open -= 1 }
}
