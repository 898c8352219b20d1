// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// When accepted events are retried and when they're abandoned, as on AWS.
package struct EventRetryPolicy: Sendable, Hashable {
    /// The delays before the second and the third attempt after the function failed.
    package var delays: [Duration] = [.seconds(60), .seconds(120)]
    /// The first and the longest delay before an attempt that was refused for lack of concurrency is repeated.
    package var throttleDelay: ClosedRange<Duration> = .seconds(1) ... .seconds(300)
    /// The age at which events are abandoned if no event-invoke configuration sets one.
    package var maximumAge = Duration.seconds(21_600)
    /// How many seconds pass for events in one real second.
    package var timeScale = 1.0

    package init() {}

    /// The delay before the next attempt, after `attempts` failed ones; nil if the event is abandoned.
    ///
    /// - Parameter limit: the number of attempts after the first; nil: AWS's default, two.
    package func delay(afterFailures attempts: Int, limit: Int? = nil) -> Duration? {
        guard attempts >= 1, attempts <= min(limit ?? delays.count, delays.count) else { return nil }
        return delays[attempts - 1] / timeScale
    }

    /// The delay after an attempt was refused `refusals` times in a row.
    package func delay(afterRefusals refusals: Int) -> Duration {
        Backoff(first: throttleDelay.lowerBound, longest: throttleDelay.upperBound).wait(after: refusals) / timeScale
    }

    /// - Parameter seconds: the value in the event-invoke configuration.
    package func age(_ seconds: Int?) -> Duration { (seconds.map { .seconds($0) } ?? maximumAge) / timeScale }
}
