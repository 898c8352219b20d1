// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Lambda

/// The totals of the platform's reports in the logs: available if log tails were requested.
package struct ReportTally: Sendable {
    /// How many logs contained a report.
    package private(set) var count = 0
    package private(set) var coldStarts = 0
    /// Sandboxes restored from a snapshot (SnapStart).
    package private(set) var restores = 0
    /// In milliseconds, with restores.
    package private(set) var billed = 0.0
    package private(set) var inits = Latencies()
    package private(set) var restoreTimes = Latencies()
    /// In megabytes.
    package private(set) var mostMemory = 0.0

    package init() {}

    mutating func add(log: String) {
        guard let report = InvocationReport(log: log) else { return }
        count += 1
        billed += (report.billedDuration?.double ?? 0) + (report.billedRestoreDuration?.double ?? 0)
        mostMemory = max(mostMemory, report.maxMemoryUsed?.double ?? 0)
        if let initDuration = report.initDuration {
            coldStarts += 1
            inits.record(.clamped(milliseconds: initDuration.double))
        }
        if let restoreDuration = report.restoreDuration {
            restores += 1
            restoreTimes.record(.clamped(milliseconds: restoreDuration.double))
        }
    }
}
