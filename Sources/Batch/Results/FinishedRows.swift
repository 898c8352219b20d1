// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows that earlier processes finished or left in flight: rows with a key are matched by key, others by position.
package struct FinishedRows: Sendable {
    /// What's known about a row of the input.
    package enum State: Sendable, Equatable {
        case new
        case finished
        /// The row at its position is finished, and no line has a key: the run that wrote them used no keys.
        case finishedWithoutKey
        /// It was in flight when an earlier process ended, and may have run; its place in the table.
        case inFlight(Place)
    }

    /// One bit for each position of a row without a key, 64 per word.
    private var positions: [Int: UInt64] = [:]
    /// How many rows with each key are finished and haven't yet appeared in the input.
    private var keys: [RowKey.Print: Int] = [:]
    private var hasKeys = false
    /// The same for rows with a key.
    private var keyedPositions: [Int: UInt64] = [:]
    private var inFlightPositions: [Int: Place] = [:]
    private var inFlightKeys: [RowKey.Print: [Place]] = [:]
    package let usesKeys: Bool

    package private(set) var count = 0
    /// The number of rows left in flight.
    package private(set) var carried = 0

    package init(usesKeys: Bool) { self.usesKeys = usesKeys }

    mutating func finish(index: Int, key: RowKey?) {
        count += 1
        if usesKeys, let key {
            hasKeys = true
            keyedPositions[index / 64, default: 0] |= 1 << UInt64(index % 64)
            keys[key.print, default: 0] += 1
        } else {
            positions[index / 64, default: 0] |= 1 << UInt64(index % 64)
        }
    }

    /// Adds the rows that were left in flight: the first has place 0, and so on.
    mutating func carry(_ records: [InFlightRecord]) {
        carried = records.count
        for (place, record) in records.enumerated() {
            if usesKeys, let print = record.key {
                inFlightKeys[print, default: []].append(place)
            } else {
                inFlightPositions[record.index] = place
            }
        }
    }

    /// What's known about the next row of the input.
    package mutating func state(index: Int, key: RowKey?) -> State {
        if usesKeys, let print = key?.print {
            if let left = keys[print] {
                keys[print] = left == 1 ? nil : left - 1
                return .finished
            }
            if var places = inFlightKeys[print], let place = places.popLast() {
                inFlightKeys[print] = places.isEmpty ? nil : places
                return .inFlight(place)
            }
            if !hasKeys, isFinished(position: index) { return .finishedWithoutKey }
        } else if isFinished(position: index) {
            return .finished
        }
        // Also for a row with a key: a run without `--key` may have had it in flight.
        return inFlightPositions[index].map(State.inFlight) ?? .new
    }

    /// Whether an outcome of a row has been written: there's a line with its position, and one with its key.
    package func hasLine(index: Int, key: RowKey?) -> Bool {
        if isFinished(position: index) { return true }
        guard let key, keys[key.print] != nil else { return false }
        return keyedPositions[index / 64, default: 0] & 1 << UInt64(index % 64) != 0
    }

    private func isFinished(position: Int) -> Bool {
        positions[position / 64, default: 0] & 1 << UInt64(position % 64) != 0
    }
}
