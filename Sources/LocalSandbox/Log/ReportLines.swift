// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The content of an invocation's REPORT line.
package struct ReportLines: Sendable, Hashable {
    package var requestId: String
    package var duration: Duration
    /// Megabytes.
    package var memorySize: Int
    /// Megabytes.
    package var maxMemoryUsed: Int
    /// nil if the sandbox was warm.
    package var initDuration: Duration?
    /// nil if the invocation succeeded.
    package var status: String?

    package init(
        requestId: String, duration: Duration, memorySize: Int, maxMemoryUsed: Int, initDuration: Duration? = nil,
        status: String? = nil
    ) {
        self.requestId = requestId
        self.duration = duration
        self.memorySize = memorySize
        self.maxMemoryUsed = maxMemoryUsed
        self.initDuration = initDuration
        self.status = status
    }

    package static func start(requestId: String, version: String) -> String {
        "START RequestId: \(requestId) Version: \(version)\n"
    }

    /// The log lines that end an invocation.
    package var lines: String {
        var text = "END RequestId: \(requestId)\nREPORT RequestId: \(requestId)\t"
        text += "Duration: \(duration.millisecondsText(digits: 2)) ms\tBilled Duration: \(billed) ms\t"
        text += "Memory Size: \(memorySize) MB\tMax Memory Used: \(maxMemoryUsed) MB\t"
        if let initDuration { text += "Init Duration: \(initDuration.millisecondsText(digits: 2)) ms\t" }
        if let status { text += "Status: \(status)\t" }
        return text + "\n"
    }

    /// Whole milliseconds, rounded up. Since August 2025, AWS bills the initialization of every function.
    package var billed: Int { ((duration + (initDuration ?? .zero)).microseconds + 999) / 1_000 }
}
