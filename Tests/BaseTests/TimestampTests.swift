// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

struct TimestampTests {
    @Test(arguments: [
        (0, "19700101T000000Z", "1970-01-01T00:00:00Z"),
        (1_767_323_045, "20260102T030405Z", "2026-01-02T03:04:05Z"),
        (951_782_399, "20000228T235959Z", "2000-02-28T23:59:59Z"),
        (951_868_799, "20000229T235959Z", "2000-02-29T23:59:59Z"),
        (4_107_542_400, "21000301T000000Z", "2100-03-01T00:00:00Z"),
        (-1, "19691231T235959Z", "1969-12-31T23:59:59Z"),
        (-62_135_596_800, "00010101T000000Z", "0001-01-01T00:00:00Z"),
        (253_402_300_799, "99991231T235959Z", "9999-12-31T23:59:59Z"),
    ])
    func `a moment is written and read back in both formats`(seconds: Int, basic: String, extended: String) {
        let moment = Timestamp(secondsSinceEpoch: seconds)
        #expect(moment.basicFormat == basic)
        #expect(moment.extendedFormat == extended)
        #expect(Timestamp(iso8601: basic) == moment)
        #expect(Timestamp(iso8601: extended) == moment)
    }

    @Test(arguments: [
        "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05,6Z", "2026-01-02T03:04:05+00:00",
        "2026-01-02T04:34:05+01:30", "2026-01-01T22:04:05-0500", "2026-01-01T22:04:05-05", "2026-01-02 03:04:05",
        "2026-01-02T03:04:05UTC", "2026-01-02t03:04:05z",
    ])
    func `every spelling of the same moment is read`(text: String) {
        #expect(Timestamp(iso8601: text)?.basicFormat == "20260102T030405Z")
    }

    @Test(arguments: [
        "", "2026", "2026-01-02", "20260102", "2026-13-02T03:04:05Z", "2026-00-02T03:04:05Z", "2026-01-02T24:04:05Z",
        "2026-01-02T03:60:05Z", "2026-01-02T03:04:61Z", "2026-01-02T03:04:60Z", "2026-01-02T03:04:05Zx",
        "2026-01-02T03:04:05.Z", "2026-0102T03:04:05Z", "2026-02-29T03:04:05Z", "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "-2026-01-02T03:04:05Z",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2026-01-02T03:04:05+24:00",
        "2026-01-02T03:04:05+01:60", "2026-01-02T03:04:05+1", "٢٠٢٦-01-02T03:04:05Z", "never",
    ])
    func `what isn't a moment isn't read`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func `the leap day of a leap year is read`() {
        #expect(Timestamp(iso8601: "2000-02-29T00:00:00Z") != nil)
        #expect(Timestamp(iso8601: "2024-02-29T00:00:00Z") != nil)
    }

    @Test func `a leap second is the second before it`() {
        #expect(Timestamp(iso8601: "2016-12-31T23:59:60Z") == Timestamp(iso8601: "2016-12-31T23:59:59Z"))
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799), ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
    ])
    func `an HTTP date is read`(text: String, seconds: Int) {
        #expect(Timestamp(httpDate: text)?.secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "Fri", "Fri, 02 Jan 99999999999999999 03:04:05 GMT", "Fri, 02 Jan -5 03:04:05 GMT",
        "Fri, 02 Jan 99999 03:04:05 GMT", "Fri, 02 Jan 0000 03:04:05 GMT", "Fri, 31 Feb 2026 03:04:05 GMT",
        "Fri, 00 Jan 2026 03:04:05 GMT", "Fri, 02 Foo 2026 03:04:05 GMT", "Fri, 02 Jan 2026 24:04:05 GMT",
        "Fri, 02 Jan 2026 03:60:05 GMT", "Fri, 02 Jan 2026 03:04:61 GMT", "Fri, 02 Jan 2026 03:04 GMT",
        "Fri, 02 Jan 2026 +3:04:05 GMT", "Fri, 02 Jan 2026 03:04:05 CET", "Fri, 02 Jan 2026 03:04:05 GMTx",
        "Friday, 02-Jan-26 03:04:05 GMT", "Fri Jan  2 03:04:05 2026", "yesterday",
    ])
    func `an invalid HTTP date is refused`(text: String) {
        #expect(Timestamp(httpDate: text) == nil)
    }

    @Test(arguments: [Int.min, .max, -62_135_596_801, 253_402_300_800])
    func `a moment outside the years 1 to 9999 becomes the first or the last of them`(seconds: Int) {
        let moment = Timestamp(secondsSinceEpoch: seconds)
        #expect(moment.extendedFormat == (seconds < 0 ? "0001-01-01T00:00:00Z" : "9999-12-31T23:59:59Z"))
        #expect(moment.adding(seconds: seconds < 0 ? .min : .max) == moment)
        #expect(Timestamp(secondsSinceEpoch: 5).adding(seconds: seconds < 0 ? .min : .max) == moment)
    }
}
