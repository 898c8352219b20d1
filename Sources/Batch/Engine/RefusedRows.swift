// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows that wait for another attempt: each longer than before, with full jitter (AWS Architecture Blog,
/// "Exponential Backoff And Jitter"), so that they do not all come at once.
struct RefusedRows {
    private static let base = Duration.milliseconds(50)
    private static let longest = Duration.seconds(5)

    private var rows: [(due: ContinuousClock.Instant, row: Row)] = []

    var isEmpty: Bool { rows.isEmpty }
    var count: Int { rows.count }

    /// When the first of them may be sent.
    var due: ContinuousClock.Instant? { rows.last?.due }

    mutating func add(_ row: Row, now: ContinuousClock.Instant) {
        let exponent = min(row.refusals + row.failures, 10)
        let delay = min(Self.base * (1 << max(0, exponent - 1)), Self.longest)
        let due = now + delay * Double.random(in: 0...1)
        // The last is the first that is due.
        let place = rows.lastIndex { $0.due >= due }.map { $0 + 1 } ?? 0
        rows.insert((due, row), at: place)
    }

    mutating func next(now: ContinuousClock.Instant) -> Row? {
        guard let due, due <= now else { return nil }
        return rows.removeLast().row
    }
}
