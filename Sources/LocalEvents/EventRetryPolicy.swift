// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// When an accepted event is run again, and when it is given up, as on AWS.
package struct EventRetryPolicy: Sendable, Hashable {
    /// The waits before a second and a third attempt after the function failed.
    package var delays: [Duration] = [.seconds(60), .seconds(120)]
    /// The wait before an attempt that was refused for lack of concurrency is made again, at first and at most.
    package var throttleDelay: ClosedRange<Duration> = .seconds(1) ... .seconds(300)
    /// The age at which an event is given up that an event-invoke configuration says nothing about.
    package var maximumAge = Duration.seconds(21_600)
    /// How many seconds pass for events while one passes for everybody else.
    package var timeScale = 1.0

    package init() {}

    /// The wait before the next attempt, after `attempts` of them failed; nil when the event is given up.
    ///
    /// - Parameter limit: the number of attempts after the first; nil is AWS's default, two.
    package func delay(afterFailures attempts: Int, limit: Int? = nil) -> Duration? {
        guard attempts >= 1, attempts <= min(limit ?? delays.count, delays.count) else { return nil }
        return delays[attempts - 1] / timeScale
    }

    /// The wait after an attempt was refused `refusals` times in a row.
    package func delay(afterRefusals refusals: Int) -> Duration {
        Backoff(first: throttleDelay.lowerBound, longest: throttleDelay.upperBound).wait(after: refusals) / timeScale
    }

    /// - Parameter seconds: of the event-invoke configuration.
    package func age(_ seconds: Int?) -> Duration { (seconds.map { .seconds($0) } ?? maximumAge) / timeScale }
}
