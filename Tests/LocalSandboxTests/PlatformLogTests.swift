// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import LocalSandbox
import Testing

@Suite struct PlatformLogTests {
    private func log(_ format: LoggingSettings.Format, _ level: LoggingSettings.Level = .info) -> PlatformLog {
        var logging = LoggingSettings()
        logging.format = format
        logging.systemLevel = level
        return PlatformLog(logging) { 1_764_000_000_123 }
    }

    private let event = TelemetryEvent("platform.start", ["requestId": "id"])

    @Test func `text is AWS's lines, JSON is the event with its time`() {
        #expect(log(.text).lines(text: "START\n", [event]) == "START\n")
        #expect(
            log(.json).lines(text: "START\n", [event])
                == #"{"time":"2025-11-24T16:00:00.123Z","type":"platform.start","record":{"requestId":"id"}}"# + "\n")
        #expect(PlatformLog(nil) { 0 }.lines(text: "START\n", [event]) == "START\n")
    }

    @Test(
        arguments: [
            ("platform.initStart", nil, LoggingSettings.Level.info), ("platform.initRuntimeDone", "success", .debug),
            ("platform.initReport", "success", .debug), ("platform.initReport", "failure", .warn),
            ("platform.start", nil, .info), ("platform.runtimeDone", "success", .debug),
            ("platform.runtimeDone", "timeout", .warn), ("platform.report", "success", .info),
            ("platform.report", "failure", .warn), ("platform.extension", nil, .info),
        ] as [(String, String?, LoggingSettings.Level)])
    func `events have AWS's levels`(type: String, status: String?, level: LoggingSettings.Level) {
        let record: JSONValue = status.map { ["status": .string($0)] } ?? [:]
        let event = TelemetryEvent(type, record)
        #expect(event.level == level)
        for filter in [LoggingSettings.Level.debug, .info, .warn] {
            #expect(log(.json, filter).lines(text: "", [event]).isEmpty == (level < filter))
        }
    }

    @Test func `a remark is a line in either format`() {
        #expect(log(.text).remark("changed") == "changed\n")
        #expect(log(.json).remark("changed").contains(#""record":{"message":"changed"}"#))
    }
}
