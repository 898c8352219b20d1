// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantities as people read them; programs get the exact numbers.
public enum Readable {
    /// `850 µs`, `12 ms`, `1.25 s`, `2 min 5 s`, `3 h 20 min`.
    public static func duration(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        switch microseconds {
        case ..<1000: return "\(microseconds) µs"
        case ..<10_000: return "\(decimal(microseconds, per: 1000, digits: 1)) ms"
        case ..<999_500: return "\((microseconds + 500) / 1000) ms"
        case ..<9_995_000: return "\(decimal(microseconds, per: 1_000_000, digits: 2)) s"
        case ..<59_950_000: return "\(decimal(microseconds, per: 1_000_000, digits: 1)) s"
        default: return long(seconds: (microseconds + 500_000) / 1_000_000)
        }
    }

    private static func long(seconds: Int64) -> String {
        let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
        if days > 0 { return joined((days, "d"), (hours, "h")) }
        if hours > 0 { return joined((hours, "h"), (minutes, "min")) }
        return joined((minutes, "min"), (rest, "s"))
    }

    private static func joined(_ first: (Int64, String), _ second: (Int64, String)) -> String {
        second.0 == 0 ? "\(first.0) \(first.1)" : "\(first.0) \(first.1) \(second.0) \(second.1)"
    }

    /// `512 B`, `1.5 KB`, `262 MB`: powers of 1024, as AWS counts its limits.
    public static func size(_ bytes: Int) -> String {
        var unit = 1
        var names = ["B", "KB", "MB", "GB", "TB"][...]
        // Up to what rounds to 1024 of the smaller unit.
        while names.count > 1, bytes >= unit * 1024 - unit / 2 {
            unit *= 1024
            names.removeFirst()
        }
        guard unit > 1 else { return "\(bytes) B" }
        let isShort = bytes < unit * 10 - unit / 20
        return "\(decimal(Int64(bytes), per: Int64(unit), digits: isShort ? 1 : 0)) \(names[names.startIndex])"
    }

    /// How long ago something was: `just now`, `5 min ago`, `3 h ago`, `12 d ago`, `2 y ago`; `in …` for the future.
    public static func age(_ seconds: Int) -> String {
        let amount = abs(seconds)
        if amount < 10 { return "just now" }
        let text =
            switch amount {
            case ..<60: "\(amount) s"
            case ..<3600: "\(amount / 60) min"
            case ..<86_400: "\(amount / 3600) h"
            case ..<(365 * 86_400): "\(amount / 86_400) d"
            default: "\(amount / (365 * 86_400)) y"
            }
        return seconds < 0 ? "in \(text)" : "\(text) ago"
    }

    /// `value / unit`, rounded, with at most that many digits after the point and no zeros at the end.
    private static func decimal(_ value: Int64, per unit: Int64, digits: Int) -> String {
        let scale: Int64 = [1, 10, 100][digits]
        let scaled = (value * scale + unit / 2) / unit
        let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: scale)
        guard fraction != 0 else { return "\(whole)" }
        let text = String(fraction)
        let padded = String(repeating: "0", count: digits - text.utf8.count) + text
        return "\(whole).\(padded.last == "0" ? String(padded.dropLast()) : padded)"
    }
}
