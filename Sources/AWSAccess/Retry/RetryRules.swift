// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// When a failed request is sent again and after which delay: the standard mode of the AWS SDKs, with its numbers of
/// 2026.
package struct RetryRules: Sendable {
    /// Including the first one.
    package var maxAttempts = 3
    package var base = Duration.milliseconds(50)
    package var throttlingBase = Duration.seconds(1)
    package var longestDelay = Duration.seconds(20)

    package init() {}

    /// How long to wait after attempt `attempt`, which failed.
    ///
    /// - Parameters:
    ///   - attempt: 1 for the first.
    ///   - hint: the wait that the server requested; it may extend the computed delay by up to five seconds.
    ///   - fraction: the jitter factor of the delay, evenly distributed from 0 to 1.
    package func delay(after attempt: Int, isThrottle: Bool, hint: Duration?, fraction: Double) -> Duration {
        let delay = Backoff(first: isThrottle ? throttlingBase : base, longest: longestDelay)
            .wait(after: attempt, random: fraction)
        guard let hint else { return delay }
        return max(delay, min(hint, delay + .seconds(5)))
    }

    /// The error codes with which AWS services throttle a caller.
    package static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]

    package static let transientCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete",
    ]
}
