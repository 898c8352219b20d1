// SPDX-License-Identifier: GPL-3.0-or-later

import LocalEvents
import Testing

struct EventRetryPolicyTests {
    @Test func `events are tried three times, with growing delays while they're throttled`() {
        let policy = EventRetryPolicy()
        #expect(policy.delay(afterFailures: 1) == .seconds(60))
        #expect(policy.delay(afterFailures: 2) == .seconds(120))
        #expect(policy.delay(afterFailures: 3) == nil)
        #expect(
            [1, 2, 3, 9, 10, 99].map { policy.delay(afterRefusals: $0) }
                == [.seconds(1), .seconds(2), .seconds(4), .seconds(256), .seconds(300), .seconds(300)])
    }
}
