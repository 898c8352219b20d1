// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Limits the share of retries in the traffic, so that a service in trouble isn't overwhelmed: every retry costs
/// tokens, every success restores some.
package final class RetryBudget: Sendable {
    private static let capacity = 500
    private let tokens = Mutex(capacity)

    package init() {}

    package static func cost(isThrottle: Bool) -> Int { isThrottle ? 5 : 14 }

    /// False when too few tokens are left.
    package func withdraw(_ cost: Int) -> Bool {
        tokens.withLock { tokens in
            guard tokens >= cost else { return false }
            tokens -= cost
            return true
        }
    }

    /// - Parameter cost: the cost of the retry that succeeded; nil for a success at the first attempt.
    package func deposit(afterRepetitionOf cost: Int?) {
        tokens.withLock { $0 = min($0 + (cost ?? 1), Self.capacity) }
    }
}
