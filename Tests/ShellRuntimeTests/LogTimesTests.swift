// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Testing

@Suite struct LogTimesTests {
    /// 2026-01-02T12:00:00.011Z
    private static let noon = 1_767_355_200_011
    private static let day = 86_400_000

    private static func zone(_ minutes: Int) -> LocalZone { LocalZone { _ in minutes } }

    @Test(
        arguments: [
            (0, 0, "12:00:00.011Z"), (0, 180, "15:00:00.011+03:00"), (0, -210, "08:30:00.011-03:30"),
            (-day, 180, "2026-01-01 15:00:00.011+03:00"), (day, 0, "2026-01-03 12:00:00.011Z"),
            // Another date here, although it's the same one in UTC, and the other way round.
            (11 * 3_600_000, 180, "2026-01-03 02:00:00.011+03:00"), (-13 * 3_600_000, 180, "02:00:00.011+03:00"),
        ])
    func `a time has its zone, and its date unless that's the date of the start`(age: Int, zone: Int, text: String) {
        let times = LogTimes(zone: Self.zone(zone), omittingDateOf: Self.noon, areAbsolute: false)
        #expect(times.text(Self.noon + age) == text)
    }

    @Test func `after midnight, times have their date, so that no line is ambiguous`() {
        let times = LogTimes(zone: Self.zone(60), omittingDateOf: Self.noon, areAbsolute: false)
        let midnight = Self.noon - 11 + 11 * 3_600_000
        #expect(times.text(midnight - 1) == "23:59:59.999+01:00")
        #expect(times.text(midnight) == "2026-01-03 00:00:00.000+01:00")
    }

    @Test func `a time when clocks are set back has the offset of its moment`() {
        let change = Self.noon + 3_600_000
        let zone = LocalZone { $0 < change ? 120 : 60 }
        let times = LogTimes(zone: zone, omittingDateOf: Self.noon, areAbsolute: false)
        #expect(times.text(change - 1) == "15:00:00.010+02:00")
        #expect(times.text(change) == "14:00:00.011+01:00")
    }

    @Test func `absolute times are the service's own`() {
        let times = LogTimes(zone: Self.zone(180), omittingDateOf: Self.noon, areAbsolute: true)
        #expect(times.text(Self.noon) == "2026-01-02T12:00:00.011Z")
        #expect(times.text(Self.noon - 3 * Self.day) == "2025-12-30T12:00:00.011Z")
    }

    @Test func `a number that's no time stays a number`() {
        for areAbsolute in [false, true] {
            let times = LogTimes(zone: .utc, omittingDateOf: Self.noon, areAbsolute: areAbsolute)
            #expect(times.text(.max) == String(Int.max))
            #expect(times.text(-1) == (areAbsolute ? "1969-12-31T23:59:59.999Z" : "1969-12-31 23:59:59.999Z"))
        }
    }

    @Test(arguments: [0, 1, 59_999, day - 1, -5 * day, 400 * day], [0, 345, -600])
    func `every time that's shown can be given to --since`(age: Int, offset: Int) {
        let zone = Self.zone(offset)
        for areAbsolute in [false, true] {
            let times = LogTimes(zone: zone, omittingDateOf: Self.noon, areAbsolute: areAbsolute)
            let text = times.text(Self.noon + age)
            #expect(Moment(text, now: Self.noon, zone: zone)?.milliseconds == Self.noon + age)
        }
    }
}
