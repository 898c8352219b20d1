// SPDX-License-Identifier: GPL-3.0-or-later

extension Duration {
    // MARK: In the language's syntax

    /// How `init(lamsh:)` wants durations written, for help and hints.
    package static let lamshSyntax = "`500ms`, `2s`, `10m` or `1h`; a bare number means seconds"

    /// Reads a duration as `lamshSyntax` describes it; also with decimals, as in `1.5m`. nil if `text` isn't a duration,
    /// or exceeds 30,000 years.
    package init?(lamsh text: String) {
        let units: [(suffix: String, milliseconds: Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1000)
        let number = text.dropLast(unit.suffix.utf8.count)
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let amount = Double(number),
            amount * unit.milliseconds < 1e15
        else { return nil }
        self = .milliseconds(amount * unit.milliseconds)
    }

    /// The shortest text that the language reads as this duration, to the millisecond: `500ms`, `2s`, `10m`, `1h`.
    package var lamshText: String {
        let milliseconds = rounded(per: 1_000)
        return switch milliseconds {
        case let m where m % 1000 != 0: "\(m)ms"
        case let m where m % 3_600_000 == 0 && m > 0: "\(m / 3_600_000)h"
        case let m where m % 60_000 == 0 && m > 0: "\(m / 60_000)m"
        default: "\(milliseconds / 1000)s"
        }
    }

    // MARK: From numbers

    /// - Parameter milliseconds: any number; a duration that's too long for arithmetic becomes 30,000 years.
    package static func clamped(milliseconds: Double) -> Duration {
        .milliseconds(milliseconds.isNaN ? 0 : min(max(milliseconds, -1e15), 1e15))
    }

    // MARK: For people

    /// `850 µs`, `12 ms`, `1.25 s`, `2 min 5 s`, `3 h 20 min`.
    package var readable: String {
        switch microseconds {
        case ..<1_000: return "\(microseconds) µs"
        case ..<10_000: return "\(trimmed(per: 1_000, digits: 1)) ms"
        case ..<999_500: return "\(rounded(per: 1_000)) ms"
        case ..<9_995_000: return "\(trimmed(per: 1_000_000, digits: 2)) s"
        case ..<59_950_000: return "\(trimmed(per: 1_000_000, digits: 1)) s"
        default: break
        }
        let seconds = rounded(per: 1_000_000)
        let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
        if days > 0 { return Self.joined((days, "d"), (hours, "h")) }
        if hours > 0 { return Self.joined((hours, "h"), (minutes, "min")) }
        return Self.joined((minutes, "min"), (rest, "s"))
    }

    private static func joined(_ first: (Int, String), _ second: (Int, String)) -> String {
        second.0 == 0 ? "\(first.0) \(first.1)" : "\(first.0) \(first.1) \(second.0) \(second.1)"
    }

    private func trimmed(per unit: Int, digits: Int) -> String {
        var text = fixed(per: unit, digits: digits)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    // MARK: For programs

    /// Whole microseconds, rounded toward zero; the nearest representable number beyond 290,000 years.
    package var microseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflow) = Int(seconds).multipliedReportingOverflow(by: 1_000_000)
        let (sum, alsoOverflow) = product.addingReportingOverflow(Int(attoseconds / 1_000_000_000_000))
        return overflow || alsoOverflow ? (seconds < 0 ? .min : .max) : sum
    }

    /// Milliseconds with at most three decimals.
    package var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1000 + (Double(attoseconds) / 1e12).rounded() / 1000
    }

    /// Milliseconds with that many decimals, up to three: `12.034`.
    package func millisecondsText(digits: Int) -> String { fixed(per: 1_000, digits: digits) }

    /// Seconds with that many decimals, up to six: `0.012`.
    package func secondsText(digits: Int) -> String { fixed(per: 1_000_000, digits: digits) }

    /// - Parameter unit: in microseconds.
    private func fixed(per unit: Int, digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = rounded(per: unit / scale)
        guard digits > 0 else { return "\(scaled)" }
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let text = String(fraction)
        let padding = String(repeating: "0", count: digits - text.utf8.count)
        return "\(scaled < 0 ? "-" : "")\(whole).\(padding)\(text)"
    }

    /// - Parameter unit: in microseconds.
    private func rounded(per unit: Int) -> Int {
        let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: unit)
        return whole + (2 * rest >= unit && unit > 1 ? 1 : 2 * rest <= -unit && unit > 1 ? -1 : 0)
    }
}
