// SPDX-License-Identifier: GPL-3.0-or-later

/// How many calls may be in flight: finds the concurrency that the service supports by additive increase and
/// multiplicative decrease, as in TCP's congestion control (RFC 5681), with refusals in place of lost packets.
package struct ConcurrencyLevel: Sendable {
    private enum Phase {
        /// One more for each success, which doubles the level in the duration of one call.
        case slowStart
        /// One more for each level of successes.
        case congestionAvoidance
    }

    private static let start = 32
    /// The factor for the level after a refusal.
    private static let decrease = 0.95

    package let cap: Int
    package private(set) var limit: Int
    private var phase = Phase.slowStart
    /// Successes towards the next increase.
    private var credit = 0
    /// Responses since the last decrease: responses to earlier calls say nothing about the new level.
    private var answersSinceDecrease = 0

    package init(cap: Int) {
        self.cap = cap
        limit = min(cap, Self.start)
    }

    /// Whether the service, and not the cap, limits the level.
    package var isHeldDown: Bool { phase == .congestionAvoidance && limit < cap }

    package mutating func succeeded() {
        answersSinceDecrease += 1
        guard limit < cap else { return }
        switch phase {
        case .slowStart: limit += 1
        case .congestionAvoidance:
            credit += 1
            guard credit >= limit else { return }
            credit = 0
            limit += 1
        }
    }

    /// - Parameter inFlight: the other calls, which the service may have accepted: it doesn't support more.
    package mutating func refused(inFlight: Int) {
        answersSinceDecrease += 1
        credit = 0
        var lower = min(limit, inFlight)
        if phase == .slowStart || answersSinceDecrease > limit {
            lower = min(lower, Int(Double(limit) * Self.decrease))
            answersSinceDecrease = 0
        }
        phase = .congestionAvoidance
        limit = max(1, lower)
    }
}
