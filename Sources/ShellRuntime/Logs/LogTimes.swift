// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// How times of log events are shown to people. `Moment` reads each text as the time that it was made from.
package struct LogTimes: Sendable {
    private let zone: LocalZone
    /// For example `2026-01-02`; nil shows times as the service does.
    private let omittedDate: String?

    /// - Parameters:
    ///   - zone: the zone of the person.
    ///   - moment: in milliseconds since 1970. Its date is left out, so that it isn't repeated in each line.
    ///   - areAbsolute: shows ISO 8601 in UTC with milliseconds.
    package init(zone: LocalZone, omittingDateOf moment: Int, areAbsolute: Bool) {
        self.zone = zone
        omittedDate = areAbsolute ? nil : Self.parts(moment, zone)?.date
    }

    /// `15:00:00.011+03:00`, after the date if it's another one: `2026-01-02 15:00:00.011+03:00`.
    ///
    /// - Parameter milliseconds: since 1970.
    package func text(_ milliseconds: Int) -> String {
        guard let omittedDate else {
            return CivilTime(milliseconds: milliseconds)?.iso8601 ?? String(milliseconds)
        }
        guard let (date, time) = Self.parts(milliseconds, zone) else { return String(milliseconds) }
        return date == omittedDate ? time : "\(date) \(time)"
    }

    private static func parts(_ milliseconds: Int, _ zone: LocalZone) -> (date: String, time: String)? {
        guard let local = CivilTime(milliseconds: milliseconds, offset: zone.offset(milliseconds)) else { return nil }
        let text = local.iso8601
        return (String(text.prefix(10)), String(text.dropFirst(11)))
    }
}
