// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Testing

@Suite struct ConcurrencyLevelTests {
    @Test func `the level doubles with each round of successes until a refusal`() {
        var level = ConcurrencyLevel(cap: 1000)
        let start = level.limit
        for _ in 0..<start { level.succeeded() }
        #expect(level.limit == 2 * start)
        level.refused(inFlight: 50)
        #expect(level.limit == 50)
        #expect(level.isHeldDown)
    }

    @Test func `after a refusal a whole round of successes adds one`() {
        var level = ConcurrencyLevel(cap: 1000)
        level.refused(inFlight: 20)
        let limit = level.limit
        for _ in 0..<limit - 1 { level.succeeded() }
        #expect(level.limit == limit)
        level.succeeded()
        #expect(level.limit == limit + 1)
    }

    @Test(arguments: [1, 7, 64]) func `the level stays between one and the cap`(cap: Int) {
        var level = ConcurrencyLevel(cap: cap)
        for _ in 0..<1000 { level.succeeded() }
        #expect(level.limit == cap)
        for _ in 0..<1000 { level.refused(inFlight: 0) }
        #expect(level.limit == 1)
    }

    @Test func `the capacity of a service with room for a hundred is found, and rarely exceeded`() {
        var level = ConcurrencyLevel(cap: 500)
        let capacity = 100
        var refusals = 0
        var accepted = 0
        for round in 0..<200 {
            // One round: everything that may be in flight is sent at once; the service accepts what it has room for.
            let sent = level.limit
            let taken = min(sent, capacity)
            for refusal in 0..<sent - taken { level.refused(inFlight: sent - refusal - 1) }
            for _ in 0..<taken { level.succeeded() }
            if round >= 20 {
                refusals += sent - taken
                accepted += taken
            }
        }
        #expect(accepted >= 180 * capacity * 9 / 10)
        #expect(refusals * 20 < accepted)
    }
}

@Suite struct PaceTests {
    @Test(arguments: [("200/s", 5_000_000), ("1", 1_000_000_000), ("30/m", 2_000_000_000), ("0.5/s", 2_000_000_000)])
    func `a rate is a number per unit of time`(text: String, nanoseconds: Int) {
        #expect(Rate(text)?.interval == .nanoseconds(nanoseconds))
    }

    @Test(arguments: ["", "0", "-1/s", "5/d", "1/s/s", "fast", "/s", "1e3", "0.00000000001/h"])
    func `an invalid rate is refused`(
        text: String
    ) {
        #expect(Rate(text) == nil)
    }

    @Test func `a load test catches up on missed starts, a batch doesn't`() throws {
        let start = ContinuousClock.now
        let rate = try #require(Rate("10/s"))
        var load = Pace(rate, start: start, burst: nil)
        var batch = Pace(rate, start: start)
        let late = start + .seconds(5)
        #expect(load.take(now: late) == start)
        #expect(load.due == start + .milliseconds(100))
        #expect(batch.take(now: late) == late - .milliseconds(100))
        #expect(batch.due == late)
    }
}
