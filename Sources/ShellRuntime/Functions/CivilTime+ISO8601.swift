// SPDX-License-Identifier: GPL-3.0-or-later

extension CivilTime {
    /// `2025-01-20T12:00:00.000Z`
    var iso8601: String { (try? TimeFormat(TimeFormat.iso8601).format(self)) ?? "" }

    /// A date, or a date and a time with `T` or a space between them; seconds, fraction and offset may be left out.
    init?(iso8601 text: String) {
        self.init()
        var rest = text[...]
        guard let year = rest.takeDigits(4), rest.take("-"), let month = rest.takeDigits(2), rest.take("-"),
            let day = rest.takeDigits(2)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard rest.isEmpty || takeTime(from: &rest), rest.isEmpty, isValid else { return nil }
    }

    /// Takes the rest of the text; false when it is no time of day.
    private mutating func takeTime(from rest: inout Substring) -> Bool {
        guard rest.take("T") || rest.take("t") || rest.take(" "), let hour = rest.takeDigits(2), rest.take(":"),
            let minute = rest.takeDigits(2)
        else { return false }
        (self.hour, self.minute) = (hour, minute)
        if rest.take(":") {
            guard let second = rest.takeDigits(2) else { return false }
            self.second = second
            if rest.take(".") || rest.take(",") {
                guard let millisecond = rest.takeFraction() else { return false }
                self.millisecond = millisecond
            }
        }
        if rest.isEmpty { return true }
        guard let offset = TimeZoneOffset.minutes(rest) else { return false }
        self.offset = offset
        rest = ""
        return true
    }
}

extension Substring {
    mutating func take(_ prefix: String) -> Bool {
        guard hasPrefix(prefix) else { return false }
        removeFirst(prefix.count)
        return true
    }

    /// Exactly `count` digits.
    mutating func takeDigits(_ count: Int) -> Int? { takeDigits(count...count) }

    /// As many digits as there are within `counts`.
    mutating func takeDigits(_ counts: ClosedRange<Int>) -> Int? {
        let digits = utf8.prefix(counts.upperBound).prefix { (48...57).contains($0) }
        guard digits.count >= counts.lowerBound else { return nil }
        defer { removeFirst(digits.count) }
        return Int(Substring(digits))
    }

    /// The digits of a fraction of a second as milliseconds, rounded down.
    mutating func takeFraction() -> Int? {
        let digits = utf8.prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return nil }
        defer { removeFirst(digits.count) }
        let values = digits.prefix(3).map { Int($0) - 48 } + [0, 0]
        return values[0] * 100 + values[1] * 10 + values[2]
    }
}
