// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension TimeFormat.Field {
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    func text(_ time: CivilTime) -> String {
        switch self {
        case .year: padded(time.year, 4)
        case .month: padded(time.month, 2)
        case .day: padded(time.day, 2)
        case .hour: padded(time.hour, 2)
        case .minute: padded(time.minute, 2)
        case .second: padded(time.second, 2)
        case .millisecond: padded(time.millisecond, 3)
        case .dayOfYear: padded(time.dayOfYear, 3)
        case .weekdayName: Self.weekdays[time.weekday]
        case .shortWeekdayName: String(Self.weekdays[time.weekday].prefix(3))
        case .monthName: Self.months[time.month - 1]
        case .shortMonthName: String(Self.months[time.month - 1].prefix(3))
        case .offset: TimeZoneOffset.text(time.offset, separator: "")
        case .isoOffset: time.offset == 0 ? "Z" : TimeZoneOffset.text(time.offset, separator: ":")
        case .secondsSince1970: String((time.milliseconds - time.millisecond) / 1000)
        }
    }

    /// Reads the field at the start of `rest`; false if there's something else.
    func take(from rest: inout Substring, into time: inout TimeFormat.Reading) -> Bool {
        switch self {
        case .year: return set(&time.year, rest.takeDigits(4))
        case .month: return set(&time.month, rest.takeDigits(1...2))
        case .day: return set(&time.day, rest.takeDigits(1...2))
        case .hour: return set(&time.hour, rest.takeDigits(1...2))
        case .minute: return set(&time.minute, rest.takeDigits(1...2))
        case .second: return set(&time.second, rest.takeDigits(1...2))
        case .millisecond: return set(&time.millisecond, rest.takeFraction())
        case .monthName: return set(&time.month, place(of: &rest, in: Self.months))
        case .shortMonthName: return set(&time.month, place(of: &rest, in: Self.months.map { String($0.prefix(3)) }))
        case .weekdayName:
            return place(of: &rest, in: Self.weekdays) != nil
        case .shortWeekdayName:
            return place(of: &rest, in: Self.weekdays.map { String($0.prefix(3)) }) != nil
        case .offset, .isoOffset: return set(&time.offset, takeOffset(&rest))
        case .dayOfYear, .secondsSince1970: return false
        }
    }

    private func set(_ member: inout Int, _ value: Int?) -> Bool {
        if let value { member = value }
        return value != nil
    }

    /// Counted from 1.
    private func place(of rest: inout Substring, in names: [String]) -> Int? {
        names.firstIndex { rest.take($0) }.map { $0 + 1 }
    }

    private func takeOffset(_ rest: inout Substring) -> Int? {
        for length in [6, 5, 3, 1] {
            if rest.count >= length, let minutes = TimeZoneOffset.minutes(rest.prefix(length)) {
                rest.removeFirst(length)
                return minutes
            }
        }
        return nil
    }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Substring {
    mutating func take(_ prefix: String) -> Bool {
        guard hasPrefix(prefix) else { return false }
        removeFirst(prefix.count)
        return true
    }

    /// Exactly `count` digits.
    fileprivate mutating func takeDigits(_ count: Int) -> Int? { takeDigits(count...count) }

    /// As many digits as `counts` allows.
    fileprivate mutating func takeDigits(_ counts: ClosedRange<Int>) -> Int? {
        let digits = utf8.prefix(counts.upperBound).prefix { (48...57).contains($0) }
        guard digits.count >= counts.lowerBound else { return nil }
        defer { removeFirst(digits.count) }
        return Int(Substring(digits))
    }

    /// The digits of a fraction of a second as milliseconds, rounded down.
    fileprivate mutating func takeFraction() -> Int? {
        let digits = utf8.prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return nil }
        defer { removeFirst(digits.count) }
        let values = digits.prefix(3).map { Int($0) - 48 } + [0, 0]
        return values[0] * 100 + values[1] * 10 + values[2]
    }
}
