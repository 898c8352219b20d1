// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment in UTC, in whole seconds.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var secondsSinceEpoch: Int

    package init(secondsSinceEpoch: Int) { self.secondsSinceEpoch = secondsSinceEpoch }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

    /// Seconds from `b` to `a`.
    package static func - (a: Timestamp, b: Timestamp) -> Int { a.secondsSinceEpoch - b.secondsSinceEpoch }

    package func adding(seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: secondsSinceEpoch + seconds) }
}

extension Timestamp {
    /// A moment of the proleptic Gregorian calendar; out-of-range fields carry over.
    package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        // Days from civil (Howard Hinnant): years begin in March, so that the leap day is the last day.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        self.init(secondsSinceEpoch: days * 86_400 + hour * 3_600 + minute * 60 + second)
    }

    /// Year, month and day in UTC.
    var date: (year: Int, month: Int, day: Int) {
        let days = (secondsSinceEpoch - secondOfDay) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private var secondOfDay: Int {
        let remainder = secondsSinceEpoch % 86_400
        return remainder >= 0 ? remainder : remainder + 86_400
    }

    var time: (hour: Int, minute: Int, second: Int) {
        (secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60)
    }
}
