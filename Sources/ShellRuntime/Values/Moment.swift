// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A point in time as people write it: `10m`, `1h30m`, `2 hours ago`, `yesterday`, `10:00`, `2026-11-26 10:00`, ISO 8601,
/// or Unix time.
package struct Moment {
    /// Examples of each kind, for help and hints.
    package static let syntax = "10m, 1d, 1h30m, yesterday, 10:00, 2026-01-02 10:00, 2026-01-02T03:04:05Z or Unix time"

    /// Since 1970.
    package let milliseconds: Int

    /// nil if `text` isn't a time.
    ///
    /// - Parameters:
    ///   - now: in milliseconds since 1970.
    ///   - zone: what a date or a time of day without an offset is in.
    package init?(_ text: String, now: Int, zone: LocalZone) {
        let text = text.lowercased()
        guard
            let milliseconds = Self.unixTime(text) ?? Self.elapsed(text).map({ now - $0 })
                ?? Self.day(text, now: now, zone) ?? Self.date(text, zone)
        else { return nil }
        self.milliseconds = milliseconds
    }

    // MARK: Numbers

    /// Ten digits are seconds since 1970, more are milliseconds; both may have decimals.
    private static func unixTime(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts[0].utf8.count >= 10, let whole = Int(parts[0])
        else { return nil }
        guard parts[0].utf8.count == 10 else { return whole }
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        return Int("\(whole)\((decimals + "000").prefix(3))")
    }

    private static let units: [String: Int] = {
        let spellings: [([String], Int)] = [
            (["ms"], 1), (["", "s", "sec", "secs", "second", "seconds"], 1000),
            (["m", "min", "mins", "minute", "minutes"], 60_000), (["h", "hr", "hrs", "hour", "hours"], 3_600_000),
            (["d", "day", "days"], 86_400_000), (["w", "week", "weeks"], 604_800_000),
        ]
        return Dictionary(uniqueKeysWithValues: spellings.flatMap { names, size in names.map { ($0, size) } })
    }()

    /// The milliseconds of `1h30m`, `2 hours ago` or `90`.
    private static func elapsed(_ text: String) -> Int? {
        var rest = Substring(text)
        if rest.hasSuffix(" ago") { rest = rest.dropLast(4) }
        if rest == "now" { return 0 }
        var total = 0.0
        var count = 0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let after = rest.dropFirst(number.count).drop { $0 == " " }
            let unit = after.prefix { $0.isASCII && $0.isLetter }
            guard let amount = Double(number), let size = units[String(unit)], number.first != ".", number.last != "."
            else { return nil }
            // Only a whole text may be a number without a unit.
            rest = after.dropFirst(unit.count).drop { $0 == " " }
            guard !unit.isEmpty || (count == 0 && rest.isEmpty) else { return nil }
            total += amount * Double(size)
            count += 1
        }
        return count > 0 && total < 1e14 ? Int(total) : nil
    }

    // MARK: Dates

    /// `yesterday`, `today`, each with a time of day or not, and a time of day.
    private static func day(_ text: String, now: Int, _ zone: LocalZone) -> Int? {
        let words = text.split(separator: " ")
        var days = 0
        var time = text
        if let word = words.first, word == "today" || word == "yesterday", words.count <= 2 {
            days = word == "today" ? 0 : 1
            time = words.count == 2 ? String(words[1]) : "00:00"
        }
        guard let today = CivilTime(milliseconds: now, offset: zone.offset(now)),
            let shown = CivilTime(milliseconds: now - days * 86_400_000, offset: today.offset)
        else { return nil }
        return date("\(String(shown.iso8601.prefix(10))) \(time)", zone)
    }

    private static func date(_ text: String, _ zone: LocalZone) -> Int? {
        let text = text.uppercased()
        guard let time = CivilTime(iso8601: text) else { return nil }
        let hasOffset = text.dropFirst(10).contains { "Z+-".contains($0) } || text.hasSuffix("Z")
        return hasOffset ? time.milliseconds : zone.utc(ofLocal: time.milliseconds)
    }
}

/// The time zone of a person.
package struct LocalZone: Sendable {
    /// Minutes east of UTC at a moment, in milliseconds since 1970.
    package let offset: @Sendable (Int) -> Int

    package init(offset: @escaping @Sendable (Int) -> Int) { self.offset = offset }

    package static let utc = LocalZone { _ in 0 }

    /// The moment at which clocks in the zone show what clocks in UTC show at `local`. Of two, where clocks are set back,
    /// one.
    func utc(ofLocal local: Int) -> Int {
        let guess = local - offset(local) * 60_000
        return local - offset(guess) * 60_000
    }
}
