// SPDX-License-Identifier: GPL-3.0-or-later

/// How long to wait between attempts: longer each time, up to a maximum.
package struct Backoff: Sendable, Hashable {
    /// The wait after the first attempt.
    package var first: Duration
    /// The factor from each wait to the next one.
    package var factor: Double
    package var longest: Duration

    package init(first: Duration, factor: Double = 2, longest: Duration) {
        self.first = first
        self.factor = factor
        self.longest = longest
    }

    /// The wait after an attempt, without jitter.
    ///
    /// - Parameter attempt: 1 for the first.
    package func wait(after attempt: Int) -> Duration {
        var wait = min(first, longest)
        var attempt = attempt
        while attempt > 1, factor != 1 {
            // Not multiplied if the product would exceed a duration's range.
            if factor > 1, wait > longest / factor { return longest }
            wait = wait * max(factor, 0)
            if wait == .zero { return wait }
            attempt -= 1
        }
        return wait
    }

    /// The wait with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): a part of it, so that
    /// requests that failed together aren't retried together.
    ///
    /// - Parameter random: from 0 to 1, evenly distributed.
    package func wait(after attempt: Int, random: Double) -> Duration {
        wait(after: attempt) * min(max(random, 0), 1)
    }
}
