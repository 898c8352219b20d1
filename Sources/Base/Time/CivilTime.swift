// SPDX-License-Identifier: GPL-3.0-or-later

/// A valid date and time of day: Gregorian calendar, years 1 to 9999, with its UTC offset.
package struct CivilTime: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let millisecond: Int
    /// Minutes east of UTC.
    package let offset: Int

    /// The milliseconds since 1970 of the years 1 to 9999 in UTC.
    package static let range = -62_135_596_800_000...253_402_300_799_999

    /// nil if a field is out of range. A leap second, `23:59:60` in UTC, becomes the second before it.
    package init?(
        year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
        millisecond: Int = 0, offset: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...(minute == 59 ? 60 : 59)).contains(second),
            (0...999).contains(millisecond), abs(offset) < 24 * 60
        else { return nil }
        self.init(
            valid: (year, month, day), (hour, minute, min(second, 59)), millisecond: millisecond, offset: offset)
        guard Self.range.contains(milliseconds) else { return nil }
    }

    /// nil outside the years 1 to 9999, in UTC or at `offset`.
    package init?(milliseconds: Int, offset: Int = 0) {
        guard Self.range.contains(milliseconds), abs(offset) < 24 * 60 else { return nil }
        let local = milliseconds + offset * 60_000
        guard Self.range.contains(local) else { return nil }
        let dayNumber = (local - Self.millisecondOfDay(local)) / 86_400_000
        let rest = Self.millisecondOfDay(local)
        // Civil from days (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"): years begin in March, so that
        // the leap day is the last one. All numbers are positive from the year 0 on.
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(
            valid: (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1),
            (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60), millisecond: rest % 1_000, offset: offset)
    }

    private init(valid date: (Int, Int, Int), _ time: (Int, Int, Int), millisecond: Int, offset: Int) {
        (year, month, day) = date
        (hour, minute, second) = time
        self.millisecond = millisecond
        self.offset = offset
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var milliseconds: Int {
        (((dayNumber * 24 + hour) * 60 + minute - offset) * 60 + second) * 1_000 + millisecond
    }

    /// 0 for Sunday.
    package var weekday: Int { ((dayNumber + 4) % 7 + 7) % 7 }

    /// 1 for January 1.
    package var dayOfYear: Int { dayNumber - Self.dayNumber(year, 1, 1) + 1 }

    /// Days since 1970-01-01.
    private var dayNumber: Int { Self.dayNumber(year, month, day) }

    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func millisecondOfDay(_ milliseconds: Int) -> Int {
        let remainder = milliseconds % 86_400_000
        return remainder >= 0 ? remainder : remainder + 86_400_000
    }
}
