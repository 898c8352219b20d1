// SPDX-License-Identifier: GPL-3.0-or-later

package import Batch

/// Which rows of a run have an outcome: each counts once, however many records there are about it.
package struct RunCoverage: Sendable {
    /// One bit for each index.
    private var settled: [UInt64] = []
    private var waiting: [UInt64] = []
    /// How many rows have an outcome.
    package private(set) var settledCount = 0
    /// How many rows were recorded as not started and have no outcome.
    package private(set) var waitingCount = 0

    package init() {}

    /// The outcome if it's the first for its row: records of a better or later attempt have to come first.
    package mutating func take(_ row: RecordedRow) -> RowOutcome? {
        switch row {
        case .outcome(let outcome):
            guard Self.insert(outcome.index, into: &settled) else { return nil }
            settledCount += 1
            return outcome
        case .pending(let index):
            if Self.insert(index, into: &waiting), !isSettled(index) { waitingCount += 1 }
            return nil
        }
    }

    /// Forgets which rows weren't started, before the records of another attempt are taken.
    package mutating func forgetWaiting() {
        waiting = []
        waitingCount = 0
    }

    package func isSettled(_ index: Int) -> Bool { Self.contains(index, in: settled) }

    /// Whether a row has neither an outcome nor a record that it wasn't started: its result is lost.
    package func isLost(_ index: Int) -> Bool { !isSettled(index) && !Self.contains(index, in: waiting) }

    /// Whether it's new.
    private static func insert(_ index: Int, into bits: inout [UInt64]) -> Bool {
        let word = index / 64
        if word >= bits.count { bits += Array(repeating: 0, count: max(word + 1, bits.count * 2) - bits.count) }
        let bit: UInt64 = 1 << UInt64(index % 64)
        defer { bits[word] |= bit }
        return bits[word] & bit == 0
    }

    private static func contains(_ index: Int, in bits: [UInt64]) -> Bool {
        index / 64 < bits.count && bits[index / 64] & 1 << UInt64(index % 64) != 0
    }
}
