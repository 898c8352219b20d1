// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantities formatted for people; programs get the exact numbers.
public enum Readable {
    /// `512 B`, `1.5 KB`, `262 MB`: powers of 1024, as in AWS's limits.
    public static func size(_ bytes: Int) -> String {
        var unit = 1
        var names = ["B", "KB", "MB", "GB", "TB"][...]
        // Up to the number that rounds to 1024 of the smaller unit.
        while names.count > 1, bytes >= unit * 1024 - unit / 2 {
            unit *= 1024
            names.removeFirst()
        }
        guard unit > 1 else { return "\(bytes) B" }
        let isShort = bytes < unit * 10 - unit / 20
        let tenths = isShort ? (bytes * 10 + unit / 2) / unit : (bytes / unit + (bytes % unit >= unit / 2 ? 1 : 0)) * 10
        let fraction = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
        return "\(tenths / 10)\(fraction) \(names[names.startIndex])"
    }

    public static func size(megabytes: Int) -> String {
        let (bytes, overflow) = megabytes.multipliedReportingOverflow(by: 1 << 20)
        return size(overflow ? .max : bytes)
    }

    /// How long ago something was: `just now`, `5 min ago`, `3 h ago`, `12 d ago`, `2 y ago`; `in …` for the future.
    public static func age(_ seconds: Int) -> String {
        let amount = seconds.magnitude
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
}
