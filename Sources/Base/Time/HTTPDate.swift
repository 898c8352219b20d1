// SPDX-License-Identifier: GPL-3.0-or-later

extension Timestamp {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads the value of a Date field, `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110, the format that servers must send).
    ///
    /// The day of the week is ignored. nil for anything else, including years without four digits.
    package init?(httpDate text: some StringProtocol) {
        var reader = TimeReader(text.utf8)
        guard reader.word().last == UInt8(ascii: ","), let day = reader.number(digits: 2), reader.skip(" "),
            case let name = reader.word(), let month = Self.months.firstIndex(where: { name.elementsEqual($0.utf8) }),
            let year = reader.number(digits: 4), reader.skip(" "),
            let hour = reader.number(digits: 2), reader.skip(":"), let minute = reader.number(digits: 2),
            reader.skip(":"), let second = reader.number(digits: 2), reader.skip(" GMT"), reader.isAtEnd,
            let time = CivilTime(
                year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(time)
    }

    /// The value of a Date field, `Fri, 02 Jan 2026 03:04:05 GMT`.
    package var httpDate: String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let (day, month, year, clock) = texts
        return "\(days[civilTime.weekday]), \(day) \(month) \(year) \(clock) GMT"
    }

    /// The time in log files of web servers, `02/Jan/2026:03:04:05 +0000` (the Common Log Format).
    package var logFileFormat: String {
        let (day, month, year, clock) = texts
        return "\(day)/\(month)/\(year):\(clock) +0000"
    }

    private var texts: (day: String, month: String, year: String, clock: String) {
        // The extended format has the same digits with the same widths.
        let digits = Array(extendedFormat.utf8)
        func text(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return (text(8..<10), Self.months[civilTime.month - 1], text(0..<4), text(11..<19))
    }
}
