// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows that earlier processes finished or left in flight, matched by key, else by position.
package struct FinishedRows: Sendable {
    /// A bit for each position.
    private var positions: [UInt64] = []
    /// How many rows of each key are finished and not yet met in the input.
    private var keys: [RowKey.Print: Int] = [:]
    private var inFlightPositions: Set<Int> = []
    private var inFlightKeys: [RowKey.Print: Int] = [:]
    private let usesKeys: Bool

    package private(set) var count = 0

    package init(usesKeys: Bool) { self.usesKeys = usesKeys }

    mutating func finish(index: Int, key: RowKey?) {
        count += 1
        guard usesKeys else {
            let word = index / 64
            if word >= positions.count {
                positions += Array(repeating: 0, count: max(word + 1 - positions.count, positions.count))
            }
            positions[word] |= 1 << UInt64(index % 64)
            return
        }
        if let key { keys[key.print, default: 0] += 1 }
    }

    /// To be called once all finished rows are known: a record of a row that was finished says nothing.
    mutating func leave(_ records: [InFlightRecord]) {
        for record in records {
            if usesKeys {
                guard let print = record.key else { continue }
                if keys[print] == nil { inFlightKeys[print, default: 0] += 1 }
            } else if !isFinished(position: record.index) {
                inFlightPositions.insert(record.index)
            }
        }
    }

    /// What is known of the next row of the input.
    package mutating func state(index: Int, key: RowKey?) -> (isFinished: Bool, wasInFlight: Bool) {
        guard usesKeys else { return (isFinished(position: index), inFlightPositions.contains(index)) }
        guard let print = key?.print else { return (false, false) }
        if let left = keys[print], left > 0 {
            keys[print] = left == 1 ? nil : left - 1
            return (true, false)
        }
        guard let left = inFlightKeys[print] else { return (false, false) }
        inFlightKeys[print] = left == 1 ? nil : left - 1
        return (false, true)
    }

    /// The records of the rows that are still without an outcome.
    func unfinished(_ records: [InFlightRecord]) -> [InFlightRecord] {
        var seen: Set<InFlightRecord> = []
        return records.filter { record in
            let isOpen =
                usesKeys
                ? record.key.map { inFlightKeys[$0] != nil } ?? false : inFlightPositions.contains(record.index)
            return isOpen && seen.insert(record).inserted
        }
    }

    private func isFinished(position: Int) -> Bool {
        let word = position / 64
        return word < positions.count && positions[word] & 1 << UInt64(position % 64) != 0
    }
}
