// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Elements that wait for another attempt: each wait is longer than the previous one, with full jitter.
struct RetryQueue<Element> {
    private static var backoff: Backoff { Backoff(first: .milliseconds(50), longest: .seconds(5)) }

    /// Sorted so that the first one due is last.
    private var elements: [(due: ContinuousClock.Instant, element: Element)] = []

    var isEmpty: Bool { elements.isEmpty }
    var count: Int { elements.count }

    /// When the first of them is due.
    var due: ContinuousClock.Instant? { elements.last?.due }

    /// - Parameters:
    ///   - attempt: how often it was tried, from 1.
    ///   - random: from 0 to 1.
    mutating func add(_ element: Element, attempt: Int, now: ContinuousClock.Instant, random: Double) {
        let due = now + Self.backoff.wait(after: attempt, random: random)
        let place = elements.lastIndex { $0.due >= due }.map { $0 + 1 } ?? 0
        elements.insert((due, element), at: place)
    }

    mutating func next(now: ContinuousClock.Instant) -> Element? {
        guard let due, due <= now else { return nil }
        return elements.removeLast().element
    }
}

extension RetryQueue: Sendable where Element: Sendable {}
