// SPDX-License-Identifier: GPL-3.0-or-later

/// How many invocations run, and whether one more may.
package struct ConcurrencyLedger: Sendable, Hashable {
    package let limit: Int
    private var running: [String: Int] = [:]
    private var total = 0

    package init(limit: Int) { self.limit = limit }

    /// Counts one more invocation, or says why it is refused.
    ///
    /// - Parameter reserved: the function's own concurrency; nil shares everyone's.
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
