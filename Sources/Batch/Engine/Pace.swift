// SPDX-License-Identifier: GPL-3.0-or-later

/// A fixed schedule of starts, as set by `--rate 200/s`.
///
/// After a pause, a batch catches up on at most `burst`; a load test catches up on everything, because its callers
/// would have arrived anyway: latencies measured from the schedule are then free of coordinated omission.
package struct Pace: Sendable {
    package let interval: Duration
    private let burst: Duration?
    private var next: ContinuousClock.Instant

    /// - Parameter burst: how far the starts may lag behind the schedule; nil: no limit.
    package init(_ rate: Rate, start: ContinuousClock.Instant, burst: Duration? = .milliseconds(100)) {
        interval = rate.interval
        self.burst = burst
        next = start
    }

    /// When the next start is due.
    package var due: ContinuousClock.Instant { next }

    /// Consumes the next start; returns its due time.
    package mutating func take(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        if let burst { next = max(next, now - max(burst, interval)) }
        defer { next += interval }
        return next
    }
}

/// A number per unit of time: `200/s`, `90/m`, `5000/h`; a bare number is per second.
package struct Rate: Sendable, Equatable {
    package let interval: Duration

    /// A year, in seconds.
    private static let longest = 31_536_000.0

    /// nil if `text` isn't a rate of at least one per year.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let seconds: Double
        switch parts.count == 2 ? parts[1] : "s" {
        case "s": seconds = 1
        case "m": seconds = 60
        case "h": seconds = 3600
        default: return nil
        }
        guard parts.count <= 2, let number = parts.first, number.utf8.allSatisfy({ (0x2E...0x39).contains($0) }),
            let amount = Double(number), amount > 0, amount.isFinite, seconds / amount <= Self.longest
        else { return nil }
        interval = .nanoseconds(Int64(max(1, (seconds * 1e9 / amount).rounded())))
    }
}
