// SPDX-License-Identifier: GPL-3.0-or-later

/// How a function logs: its `LoggingConfig`, with AWS's defaults.
package struct LoggingSettings: Sendable, Hashable, Codable {
    package enum Format: String, Sendable, Hashable, Codable, CaseIterable { case text = "Text", json = "JSON" }

    /// From the most to the fewest details.
    package enum Level: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        case trace = "TRACE"
        case debug = "DEBUG"
        case info = "INFO"
        case warn = "WARN"
        case error = "ERROR"
        case fatal = "FATAL"

        package static func < (first: Level, second: Level) -> Bool { first.rank < second.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    package var format = Format.text
    /// The least important lines of the function that are logged, if the format is JSON.
    package var applicationLevel = Level.info
    /// The least important lines of the platform that are logged, if the format is JSON.
    package var systemLevel = Level.info
    /// The name of the log group; nil: the function's own.
    package var group: String?

    package init() {}
}
