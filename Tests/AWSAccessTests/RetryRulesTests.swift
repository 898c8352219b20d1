// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Testing

struct RetryRulesTests {
    private let rules = RetryRules()

    @Test(arguments: [
        (1, false, 50), (2, false, 100), (3, false, 200), (1, true, 1_000), (2, true, 2_000), (9, true, 20_000),
        (60, false, 20_000),
    ])
    func `the delay doubles up to twenty seconds`(attempt: Int, isThrottle: Bool, milliseconds: Int) {
        let delay = rules.delay(after: attempt, isThrottle: isThrottle, hint: nil, fraction: 1)
        #expect(delay == .milliseconds(milliseconds))
        #expect(rules.delay(after: attempt, isThrottle: isThrottle, hint: nil, fraction: 0) == .zero)
    }

    @Test(arguments: [(0, 1_000), (3_000, 3_000), (60_000, 6_000)])
    func `a server's hint extends the delay by at most five seconds`(hint: Int, milliseconds: Int) {
        let delay = rules.delay(after: 1, isThrottle: true, hint: .milliseconds(hint), fraction: 1)
        #expect(delay == .milliseconds(milliseconds))
    }

    @Test func `the budget allows a limited number of retries, and recovers with successes`() {
        let budget = RetryBudget()
        let cost = RetryBudget.cost(isThrottle: false)
        let paid = (0..<100).filter { _ in budget.withdraw(cost) }.count
        #expect(paid == 500 / 14)
        #expect(!budget.withdraw(cost))
        budget.deposit(afterRepetitionOf: cost)
        #expect(budget.withdraw(cost))
    }
}
