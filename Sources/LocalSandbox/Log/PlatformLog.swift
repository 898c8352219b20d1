// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import LocalFunctions

/// The platform's own lines in a function's log: as text, or as JSON with the events that extensions also get.
package struct PlatformLog: Sendable {
    private let logging: LoggingSettings
    /// Milliseconds since the epoch.
    private let now: @Sendable () -> Int64

    package init(_ logging: LoggingSettings?, now: @escaping @Sendable () -> Int64) {
        self.logging = logging ?? LoggingSettings()
        self.now = now
    }

    /// The lines for events: as JSON, those that are important enough; as text, `text`.
    package func lines(
        text: @autoclosure () -> String, _ events: @autoclosure () -> [TelemetryEvent]
    ) -> String {
        guard logging.format == .json else { return text() }
        return events().filter { $0.level >= logging.systemLevel }.map { event in
            String(decoding: event.serialized(at: now()), as: UTF8.self) + "\n"
        }.joined()
    }

    /// A line that isn't AWS's.
    package func remark(_ text: String) -> String {
        guard logging.format == .json else { return text + "\n" }
        return lines(text: "", [TelemetryEvent("platform.lamsh", ["message": .string(text)])])
    }
}

extension TelemetryEvent {
    /// Lambda Developer Guide, "System log level event mapping".
    package var level: LoggingSettings.Level {
        let failed = record["status"].map { $0 != "success" } ?? false
        return switch type {
        case "platform.initRuntimeDone", "platform.initReport", "platform.runtimeDone": failed ? .warn : .debug
        case "platform.report": failed ? .warn : .info
        case "platform.extension": record["errorType"] == nil ? .info : .warn
        default: .info
        }
    }
}
