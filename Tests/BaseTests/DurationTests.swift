// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

struct DurationTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("2s", .seconds(2)), ("10m", .seconds(600)), ("1h", .seconds(3600)),
        ("3", .seconds(3)), ("1.5s", .milliseconds(1500)), ("0", .zero), ("0.5h", .seconds(1800)),
    ])
    func `the language's durations are read`(text: String, duration: Duration) {
        #expect(Duration(lamsh: text) == duration)
    }

    @Test(arguments: [
        "", "s", "ms", "1d", "-1s", "1.s", ".5", "1,5s", "1 s", "1e3", "١s", "1sm", "99999999999999999999h",
    ])
    func `what isn't a duration isn't read`(text: String) { #expect(Duration(lamsh: text) == nil) }

    @Test(arguments: [
        (Duration.zero, "0s"), (.milliseconds(1), "1ms"), (.milliseconds(1500), "1500ms"), (.seconds(90), "90s"),
        (.seconds(120), "2m"), (.seconds(7200), "2h"),
    ])
    func `a duration is written as the language reads it`(duration: Duration, text: String) {
        #expect(duration.lamshText == text)
        #expect(Duration(lamsh: text) == duration)
    }

    @Test(arguments: [
        (Duration.microseconds(0), "0 µs"), (.microseconds(999), "999 µs"), (.microseconds(1240), "1.2 ms"),
        (.microseconds(9960), "10 ms"), (.milliseconds(12), "12 ms"), (.microseconds(999_499), "999 ms"),
        (.microseconds(999_500), "1 s"), (.milliseconds(1250), "1.25 s"), (.milliseconds(1500), "1.5 s"),
        (.milliseconds(12_345), "12.3 s"), (.seconds(60), "1 min"), (.milliseconds(59_960), "1 min"),
        (.seconds(125), "2 min 5 s"), (.seconds(12_000), "3 h 20 min"), (.seconds(3600 * 49), "2 d 1 h"),
    ])
    func `for people, a duration has two or three significant digits`(duration: Duration, expected: String) {
        #expect(duration.readable == expected)
    }

    @Test(arguments: [
        (Duration.zero, "0.00", "0.000"), (.microseconds(12_034), "12.03", "0.012"),
        (.microseconds(12_035), "12.04", "0.012"), (.microseconds(999_999), "1000.00", "1.000"),
        (.microseconds(-1_500), "-1.50", "-0.002"), (.seconds(5), "5000.00", "5.000"),
    ])
    func `for programs, a duration has the requested number of digits`(duration: Duration, ms: String, seconds: String)
    {
        #expect(duration.millisecondsText(digits: 2) == ms)
        #expect(duration.secondsText(digits: 3) == seconds)
    }

    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min), .seconds(-1), .clamped(milliseconds: 1e300)])
    func `no duration is too long or too short to write`(duration: Duration) {
        #expect(!duration.readable.isEmpty)
        #expect(!duration.lamshText.isEmpty)
        #expect(duration.millisecondsText(digits: 3).contains("."))
        #expect((duration.microseconds < 0) == (duration < .zero))
    }

    @Test(arguments: [(1.5, Duration.microseconds(1500)), (.nan, .zero), (1e300, .seconds(1_000_000_000_000))])
    func `any number of milliseconds is a duration`(milliseconds: Double, duration: Duration) {
        #expect(Duration.clamped(milliseconds: milliseconds) == duration)
    }
}

struct BackoffTests {
    private let backoff = Backoff(first: .milliseconds(50), longest: .seconds(5))

    @Test(arguments: [
        (Int.min, 50), (0, 50), (1, 50), (2, 100), (3, 200), (7, 3_200), (8, 5_000), (60, 5_000), (.max, 5_000),
    ])
    func `the wait doubles up to the maximum`(attempt: Int, milliseconds: Int) {
        #expect(backoff.wait(after: attempt) == .milliseconds(milliseconds))
    }

    @Test(arguments: [(0.0, 0), (0.25, 50), (1, 200), (2, 200), (-1, 0)])
    func `jitter takes a part of the whole wait`(random: Double, milliseconds: Int) {
        #expect(backoff.wait(after: 3, random: random) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        (1.0, 4, 1_000), (3, 3, 9_000), (0.5, 3, 250), (0, 2, 0), (1e300, 2, 60_000), (.infinity, 9, 60_000),
    ])
    func `any factor has a wait`(factor: Double, attempt: Int, milliseconds: Int) {
        let backoff = Backoff(first: .seconds(1), factor: factor, longest: .seconds(60))
        #expect(backoff.wait(after: attempt) == .milliseconds(milliseconds))
    }
}
