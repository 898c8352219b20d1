// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ShellRuntime
import Testing

@Suite struct MomentTests {
    /// 2026-11-28T23:30:00Z, which is the next day in the zone of the tests.
    private let now = 1_795_908_600_000
    private let zone = LocalZone { _ in 120 }

    private func utc(_ text: String) -> String? {
        Moment(text, now: now, zone: zone).flatMap { CivilTime(milliseconds: $0.milliseconds)?.iso8601 }
    }

    @Test(arguments: [
        ("10m", "2026-11-28T23:20:00.000Z"), ("90", "2026-11-28T23:28:30.000Z"), ("1d", "2026-11-27T23:30:00.000Z"),
        ("2w", "2026-11-14T23:30:00.000Z"), ("1h30m", "2026-11-28T22:00:00.000Z"),
        ("1.5h", "2026-11-28T22:00:00.000Z"), ("2 hours ago", "2026-11-28T21:30:00.000Z"),
        ("1 day 2 hours ago", "2026-11-27T21:30:00.000Z"), ("500ms", "2026-11-28T23:29:59.500Z"),
        ("now", "2026-11-28T23:30:00.000Z"),
    ])
    func `a duration is so long ago`(_ text: String, _ expected: String) {
        #expect(utc(text) == expected)
    }

    @Test(arguments: [
        ("1764000000", "2025-11-24T16:00:00.000Z"), ("1764000000123", "2025-11-24T16:00:00.123Z"),
        ("1764000000.5", "2025-11-24T16:00:00.500Z"), ("1764000000.0129", "2025-11-24T16:00:00.012Z"),
        ("1764000000123.9", "2025-11-24T16:00:00.123Z"),
        ("2026-11-26T10:00:00Z", "2026-11-26T10:00:00.000Z"), ("2026-11-26t10:00+01:00", "2026-11-26T09:00:00.000Z"),
        ("20261126T100000Z", "2026-11-26T10:00:00.000Z"),
    ])
    func `Unix time and times with an offset are the same in every zone`(_ text: String, _ expected: String) {
        #expect(utc(text) == expected)
    }

    @Test(arguments: [
        ("2026-11-26 10:00", "2026-11-26T08:00:00.000Z"), ("2026-11-26", "2026-11-25T22:00:00.000Z"),
        ("2026-11-26T10:00:05.5", "2026-11-26T08:00:05.500Z"), ("today", "2026-11-28T22:00:00.000Z"),
        ("yesterday", "2026-11-27T22:00:00.000Z"), ("Yesterday 14:30", "2026-11-28T12:30:00.000Z"),
        ("01:15", "2026-11-28T23:15:00.000Z"),
    ])
    func `dates and times of day without an offset are in the person's zone`(_ text: String, _ expected: String) {
        #expect(utc(text) == expected)
    }

    @Test func `the offset is that of the day, not of now`() {
        // Clocks go back on 2026-10-25 at 01:00 UTC.
        let change = 1_792_890_000_000
        let berlin = LocalZone { $0 < change ? 120 : 60 }
        for (text, expected) in [
            ("2026-07-01 12:00", "2026-07-01T10:00:00.000Z"), ("2026-11-01 12:00", "2026-11-01T11:00:00.000Z"),
            ("2026-10-25 01:30", "2026-10-24T23:30:00.000Z"), ("2026-10-25 03:30", "2026-10-25T02:30:00.000Z"),
        ] {
            let moment = Moment(text, now: now, zone: berlin)
            #expect(moment.flatMap { CivilTime(milliseconds: $0.milliseconds)?.iso8601 } == expected, "\(text)")
        }
    }

    @Test(arguments: [
        "", "soon", "5 parsecs", "10:00:00:00", "25:00", "tomorrow", "yesterday 10:00 11:00", "1h30", "-5m", "1..5h",
        ".5h",
        "5.h", "2026-13-01", "2026-11-26 10:00 Berlin", "ago", "1m ago ago", "1764000000.",
    ])
    func `other texts aren't times`(_ text: String) {
        #expect(utc(text) == nil)
    }
}
