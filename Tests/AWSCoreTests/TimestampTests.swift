// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Testing

struct TimestampTests {
    @Test(arguments: [
        (0, "19700101T000000Z", "1970-01-01T00:00:00Z"),
        (1_767_323_045, "20260102T030405Z", "2026-01-02T03:04:05Z"),
        (951_782_399, "20000228T235959Z", "2000-02-28T23:59:59Z"),
        (951_868_799, "20000229T235959Z", "2000-02-29T23:59:59Z"),
        (4_107_542_400, "21000301T000000Z", "2100-03-01T00:00:00Z"),
        (-1, "19691231T235959Z", "1969-12-31T23:59:59Z"),
    ])
    func `a moment is written and read back in both formats`(seconds: Int, basic: String, extended: String) {
        let moment = Timestamp(secondsSinceEpoch: seconds)
        #expect(moment.basicFormat == basic)
        #expect(moment.extendedFormat == extended)
        #expect(Timestamp(iso8601: basic) == moment)
        #expect(Timestamp(iso8601: extended) == moment)
    }

    @Test(arguments: [
        "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05+00:00", "2026-01-02T04:34:05+01:30",
        "2026-01-01T22:04:05-0500", "2026-01-02 03:04:05", "2026-01-02T03:04:05UTC",
    ])
    func `every spelling of the same moment is read`(text: String) {
        #expect(Timestamp(iso8601: text)?.basicFormat == "20260102T030405Z")
    }

    @Test(arguments: [
        "", "2026", "2026-01-02", "2026-13-02T03:04:05Z", "2026-01-02T24:04:05Z", "2026-01-02T03:04:05Zx",
        "2026-01-02T03:04:05.Z", "2026-0102T03:04:05Z", "never",
    ])
    func `what is no moment is not read`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }
}
