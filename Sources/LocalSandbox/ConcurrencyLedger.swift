// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts running invocations and decides whether one more may start.
package struct ConcurrencyLedger: Sendable, Hashable {
    package let limit: Int
    private var running: [String: Int] = [:]
    private var total = 0

    package init(limit: Int) { self.limit = limit }

    /// Counts one more invocation, or returns why it's refused.
    ///
    /// - Parameter reserved: the function's reserved concurrency; nil: it shares the common pool.
    package mutating func admit(_ function: String, reserved: Int?) -> ThrottleReason? {
        if let reserved, running[function, default: 0] >= reserved { return .reserved }
        if total >= limit { return .account }
        running[function, default: 0] += 1
        total += 1
        return nil
    }

    package mutating func release(_ function: String) {
        guard let count = running[function], count > 0 else { return }
        running[function] = count == 1 ? nil : count - 1
        total -= 1
    }
}
