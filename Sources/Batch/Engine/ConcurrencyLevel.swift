// SPDX-License-Identifier: GPL-3.0-or-later

/// How many calls may be in flight: finds what the service bears by additive increase and multiplicative decrease, as
/// TCP's congestion control does (RFC 5681), with refusals in the place of lost packets.
package struct ConcurrencyLevel: Sendable {
    private enum Phase {
        /// One more for each success, which doubles the level in the time of one call.
        case slowStart
        /// One more for each level of successes.
        case congestionAvoidance
    }

    private static let start = 32
    /// What is left of the level after a refusal.
    private static let decrease = 0.95

    package let cap: Int
    package private(set) var limit: Int
    private var phase = Phase.slowStart
    /// Successes towards the next increase.
    private var credit = 0
    /// Answers since the last decrease: those to calls of before say nothing about the new level.
    private var answersSinceDecrease = 0

    package init(cap: Int) {
        self.cap = cap
        limit = min(cap, Self.start)
    }

    /// Whether the service, and not the cap, bounds the level.
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

    /// - Parameter inFlight: the other calls, which the service may have accepted: more it does not bear.
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
