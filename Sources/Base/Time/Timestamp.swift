// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment in UTC, in whole seconds, in the years 1 to 9999.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let secondsSinceEpoch: Int

    private static let range =
        CivilTime.range.lowerBound / 1_000...(CivilTime.range.upperBound - 999) / 1_000

    /// A moment outside those years becomes the first or the last one, because external numbers can be anything.
    package init(secondsSinceEpoch: Int) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, Self.range.lowerBound), Self.range.upperBound)
    }

    /// Fractions of a second are dropped.
    package init(_ time: CivilTime) {
        self.init(secondsSinceEpoch: (time.milliseconds - time.millisecond) / 1_000)
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

    /// Seconds from `b` to `a`.
    package static func - (a: Timestamp, b: Timestamp) -> Int { a.secondsSinceEpoch - b.secondsSinceEpoch }

    package func adding(seconds: Int) -> Timestamp {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return Timestamp(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    var civilTime: CivilTime {
        // The range is the same as that of a civil time.
        CivilTime(milliseconds: secondsSinceEpoch * 1_000) ?? .epoch
    }
}

extension CivilTime {
    fileprivate static let epoch: CivilTime = {
        guard let epoch = CivilTime(year: 1970) else { preconditionFailure("1970 is a year") }
        return epoch
    }()
}
