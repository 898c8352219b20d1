// SPDX-License-Identifier: GPL-3.0-or-later

/// A fixed schedule of starts, as `--rate 200/s` sets it.
///
/// After a pause a batch does not make up for what it missed beyond `burst`; a load test does, since its callers would
/// have come all the same: latencies counted from the schedule are then free of coordinated omission.
package struct Pace: Sendable {
    package let interval: Duration
    private let burst: Duration?
    private var next: ContinuousClock.Instant

    /// - Parameter burst: how far the starts may lag behind the schedule; nil for any lag.
    package init(_ rate: Rate, start: ContinuousClock.Instant, burst: Duration? = .milliseconds(100)) {
        interval = rate.interval
        self.burst = burst
        next = start
    }

    /// When the next start is due.
    package var due: ContinuousClock.Instant { next }

    /// Takes the place of the next start; gives the time at which it was due.
    package mutating func take(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        if let burst { next = max(next, now - max(burst, interval)) }
        defer { next += interval }
        return next
    }
}

/// So many in a time: `200/s`, `90/m`, `5000/h`; a bare number means a second.
package struct Rate: Sendable, Equatable {
    package let interval: Duration

    /// A year, in seconds.
    private static let longest = 31_536_000.0

    /// nil when `text` isn't a rate of at least one a year.
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
