// SPDX-License-Identifier: GPL-3.0-or-later

/// A date and a time of day in the Gregorian calendar, years 0 to 9999, with the offset at which it is read.
struct CivilTime: Equatable {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
    /// Minutes east of UTC.
    var offset = 0

    /// Days since 1970-01-01.
    ///
    /// Years are counted from March, so that the leap day is the last (H. Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms").
    var days: Int {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// 0 for Sunday.
    var weekday: Int { ((days + 4) % 7 + 7) % 7 }

    /// 1 for January 1.
    var dayOfYear: Int { days - CivilTime(year: year).days + 1 }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    var milliseconds: Int {
        (((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + millisecond
    }

    /// Whether month, day and time of day exist.
    var isValid: Bool {
        let lengths = [
            31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
        ]
        return (0...9999).contains(year) && (1...12).contains(month)
            && (1...lengths[max(1, min(12, month)) - 1]).contains(day)
            && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
    }
}

extension CivilTime {
    /// Nil outside the years 0 to 9999.
    init?(milliseconds: Int, offset: Int = 0) {
        // The first and the last millisecond of those years, with a day to spare for the offset.
        guard (-62_167_219_200_000...253_402_300_799_999).contains(milliseconds) else { return nil }
        let local = milliseconds + offset * 60_000
        let dayNumber = Int((Double(local) / 86_400_000).rounded(.down))
        var rest = local - dayNumber * 86_400_000
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        millisecond = rest % 1000
        rest /= 1000
        second = rest % 60
        rest /= 60
        minute = rest % 60
        hour = rest / 60
        self.offset = offset
        guard (0...9999).contains(year) else { return nil }
    }
}

/// `Z`, `+02:00`, `+0200` and `+02`.
enum TimeZoneOffset {
    static func minutes(_ text: some StringProtocol) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        var digits = Array(text.utf8.dropFirst())
        if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
        guard digits.count == 2 || digits.count == 4, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let values = digits.map { Int($0) - 48 } + [0, 0]
        let (hours, minutes) = (values[0] * 10 + values[1], values[2] * 10 + values[3])
        guard hours < 24, minutes < 60 else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }

    static func text(_ minutes: Int, separator: String) -> String {
        let magnitude = abs(minutes)
        return (minutes < 0 ? "-" : "+") + twoDigits(magnitude / 60) + separator + twoDigits(magnitude % 60)
    }

    private static func twoDigits(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}
