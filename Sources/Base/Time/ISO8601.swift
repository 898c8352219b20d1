// SPDX-License-Identifier: GPL-3.0-or-later

extension CivilTime {
    /// Reads ISO 8601: a date, or a date and a time with `T` or a space between them.
    ///
    /// The extended format, `2026-01-02T03:04:05.678+01:30`, may omit seconds, fraction and zone; the basic format is
    /// `20260102T030405Z`. Without a zone it's UTC. Fractions are truncated to milliseconds. nil for anything else.
    package init?(iso8601 text: some StringProtocol) {
        self.init(iso8601: text, needsTime: false)
    }

    init?(iso8601 text: some StringProtocol, needsTime: Bool) {
        var reader = TimeReader(text.utf8)
        guard let year = reader.number(digits: 4) else { return nil }
        let isExtended = reader.skip("-")
        guard let month = reader.number(digits: 2), !isExtended || reader.skip("-"), let day = reader.number(digits: 2)
        else { return nil }
        if isExtended, !needsTime, reader.isAtEnd {
            self.init(year: year, month: month, day: day)
            return
        }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let hour = reader.number(digits: 2),
            !isExtended || reader.skip(":"), let minute = reader.number(digits: 2)
        else { return nil }
        var (second, millisecond) = (0, 0)
        if !isExtended || reader.skip(":") {
            guard let number = reader.number(digits: 2) else { return nil }
            second = number
            if reader.skip(".") || reader.skip(",") {
                guard let fraction = reader.fraction() else { return nil }
                millisecond = fraction
            }
        }
        guard let offset = reader.isAtEnd ? 0 : reader.offset(), reader.isAtEnd else { return nil }
        self.init(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond,
            offset: offset)
    }

    /// `2026-01-02T03:04:05.678Z`, with an offset such as `+01:30` in place of `Z` outside UTC.
    package var iso8601: String {
        var text = TimeText()
        text.append(self, separators: true)
        text.append(".")
        text.append(millisecond, width: 3)
        return text.string + (offset == 0 ? "Z" : TimeZoneOffset.text(offset, separator: ":"))
    }

    /// `03:04:05.678`
    package var timeOfDay: String { String(iso8601.dropFirst(11).prefix(12)) }
}

extension Timestamp {
    /// Reads ISO 8601 as `CivilTime` does; a date without a time isn't accepted.
    package init?(iso8601 text: some StringProtocol) {
        guard let time = CivilTime(iso8601: text, needsTime: true) else { return nil }
        self.init(time)
    }

    /// `20260102T030405Z`, the format of X-Amz-Date.
    package var basicFormat: String { text(separators: false) }

    /// `2026-01-02T03:04:05Z`.
    package var extendedFormat: String { text(separators: true) }

    private func text(separators: Bool) -> String {
        var text = TimeText()
        text.append(civilTime, separators: separators)
        text.append("Z")
        return text.string
    }
}

/// Offsets from UTC as text: `Z`, `UTC`, `+02:00`, `+0200` and `+02`.
package enum TimeZoneOffset {
    /// Minutes east of UTC; nil if it isn't an offset.
    package static func minutes(_ text: some StringProtocol) -> Int? {
        var reader = TimeReader(text.utf8)
        guard let minutes = reader.offset(), reader.isAtEnd else { return nil }
        return minutes
    }

    package static func text(_ minutes: Int, separator: String) -> String {
        let magnitude = minutes.magnitude
        func padded(_ number: UInt) -> String { (number < 10 ? "0" : "") + String(number) }
        return (minutes < 0 ? "-" : "+") + padded(magnitude / 60) + separator + padded(magnitude % 60)
    }
}

private struct TimeText {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(24) }

    mutating func append(_ time: CivilTime, separators: Bool) {
        append(time.year, width: 4)
        if separators { append("-") }
        append(time.month, width: 2)
        if separators { append("-") }
        append(time.day, width: 2)
        append("T")
        append(time.hour, width: 2)
        if separators { append(":") }
        append(time.minute, width: 2)
        if separators { append(":") }
        append(time.second, width: 2)
    }

    mutating func append(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    mutating func append(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

    var string: String { String(decoding: bytes, as: UTF8.self) }
}
