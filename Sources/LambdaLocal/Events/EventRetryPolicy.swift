// SPDX-License-Identifier: GPL-3.0-or-later

/// When an accepted event is run again, as AWS does without an event-invoke configuration.
package struct EventRetryPolicy: Sendable, Hashable {
    /// The waits before a second and a third attempt after the function failed.
    package var delays: [Duration] = [.seconds(60), .seconds(120)]
    /// The wait before an attempt that was refused for lack of concurrency is made again, at first and at most.
    package var throttleDelay: ClosedRange<Duration> = .seconds(1) ... .seconds(300)

    package init() {}

    /// The wait before the next attempt, after `attempts` of them failed; nil when the event is given up.
    package func delay(afterFailures attempts: Int) -> Duration? {
        attempts >= 1 && attempts <= delays.count ? delays[attempts - 1] : nil
    }

    /// The wait after an attempt was refused `refusals` times in a row.
    package func delay(afterRefusals refusals: Int) -> Duration {
        let doubled = throttleDelay.lowerBound * (1 << min(refusals - 1, 20))
        return min(doubled, throttleDelay.upperBound)
    }
}
