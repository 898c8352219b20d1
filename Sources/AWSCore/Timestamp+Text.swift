// SPDX-License-Identifier: GPL-3.0-or-later

extension Timestamp {
    /// `20260102T030405Z`, the form of X-Amz-Date.
    package var basicFormat: String {
        let (date, time) = (date, time)
        var text = DigitText()
        text.append(date.year, width: 4)
        text.append(date.month, width: 2)
        text.append(date.day, width: 2)
        text.append("T")
        text.append(time.hour, width: 2)
        text.append(time.minute, width: 2)
        text.append(time.second, width: 2)
        text.append("Z")
        return text.string
    }

    /// `2026-01-02T03:04:05Z`.
    package var extendedFormat: String {
        let (date, time) = (date, time)
        var text = DigitText()
        text.append(date.year, width: 4)
        text.append("-")
        text.append(date.month, width: 2)
        text.append("-")
        text.append(date.day, width: 2)
        text.append("T")
        text.append(time.hour, width: 2)
        text.append(":")
        text.append(time.minute, width: 2)
        text.append(":")
        text.append(time.second, width: 2)
        text.append("Z")
        return text.string
    }

    /// Reads ISO 8601 in the basic or the extended format, with or without a fraction (which is dropped), in UTC or
    /// with an offset. A time without a zone is UTC, as AWS's own caches write it.
    package init?(iso8601 text: some StringProtocol) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(digits: 4) else { return nil }
        let extended = reader.skip("-")
        guard let month = reader.number(digits: 2), (1...12).contains(month) else { return nil }
        if extended, !reader.skip("-") { return nil }
        guard let day = reader.number(digits: 2), (1...31).contains(day) else { return nil }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" ") else { return nil }
        guard let hour = reader.number(digits: 2), hour < 24 else { return nil }
        if extended, !reader.skip(":") { return nil }
        guard let minute = reader.number(digits: 2), minute < 60 else { return nil }
        if extended, !reader.skip(":") { return nil }
        guard let second = reader.number(digits: 2), second <= 60 else { return nil }
        if reader.skip(".") || reader.skip(",") {
            guard reader.skipDigits() else { return nil }
        }
        guard let offset = reader.zoneOffset(), reader.isAtEnd else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second - offset)
    }
}

private struct DigitText {
    private var bytes: [UInt8] = []
    init() { bytes.reserveCapacity(20) }

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

private struct DigitReader {
    private var rest: ArraySlice<UInt8>
    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(digits count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var number = 0
        for byte in rest.prefix(count) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest.removeFirst(count)
        return number
    }

    mutating func skipDigits() -> Bool {
        let before = rest.count
        rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return rest.count < before
    }

    /// Seconds east of UTC.
    mutating func zoneOffset() -> Int? {
        if isAtEnd || skip("Z") || skip("z") || skip("U") && skip("T") && skip("C") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2) else { return nil }
        _ = skip(":")
        let minutes = isAtEnd ? 0 : number(digits: 2)
        return minutes.map { sign * (hours * 3_600 + $0 * 60) }
    }
}
