// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
import LocalFunctions

/// A telemetry event.
package struct TelemetryEvent: Sendable, Hashable {
    /// For example `platform.start` or `function`.
    package var type: String
    package var record: JSONValue

    package init(_ type: String, _ record: JSONValue) {
        self.type = type
        self.record = record
    }

    /// As subscribers get it, and as a log in JSON has it.
    ///
    /// - Parameter time: in milliseconds since the epoch.
    package func serialized(at time: Int64) -> [UInt8] {
        let value: JSONValue = [
            "time": .string(CivilTime(milliseconds: Int(time))?.iso8601 ?? ""), "type": .string(type),
            "record": record,
        ]
        return value.serialized()
    }

    package var category: TelemetrySubscription.Category {
        switch type {
        case "function": .function
        case "extension": .extension
        default: .platform
        }
    }
}

extension TelemetryEvent {
    static func initStart(_ function: FunctionDefinition, runtimeARN: String) -> TelemetryEvent {
        TelemetryEvent(
            "platform.initStart",
            [
                "initializationType": "on-demand", "phase": "init",
                "functionName": .string(function.name), "functionVersion": .string(function.version),
                "runtimeVersion": .string(function.runtimeName), "runtimeVersionArn": .string(runtimeARN),
            ])
    }

    static var initRuntimeDone: TelemetryEvent {
        TelemetryEvent(
            "platform.initRuntimeDone", ["initializationType": "on-demand", "phase": "init", "status": "success"])
    }

    static func initReport(_ duration: Duration) -> TelemetryEvent {
        TelemetryEvent(
            "platform.initReport",
            [
                "initializationType": "on-demand", "phase": "init", "status": "success",
                "metrics": ["durationMs": milliseconds(duration)],
            ])
    }

    /// - Parameter traceId: nil for an invocation that the runtime never got.
    static func start(requestId: String, version: String, traceId: String?) -> TelemetryEvent {
        var record: JSONObject = ["requestId": .string(requestId), "version": .string(version)]
        if let traceId { record["tracing"] = ["type": "X-Amzn-Trace-Id", "value": .string(traceId)] }
        return TelemetryEvent("platform.start", .object(record))
    }

    /// - Parameter failure: a failure detected by the platform; as on AWS, an error that the function reports itself
    ///   counts as a success of the runtime.
    static func runtimeDone(
        requestId: String, duration: Duration, producedBytes: Int, failure: InvocationFailure?
    ) -> TelemetryEvent {
        var record: JSONObject = [
            "requestId": .string(requestId), "status": .string(status(failure)),
            "metrics": [
                "durationMs": milliseconds(duration), "producedBytes": .number(JSONNumber(producedBytes)),
            ],
        ]
        if let failure { record["errorType"] = .string(failure.errorType) }
        return TelemetryEvent("platform.runtimeDone", .object(record))
    }

    static func report(_ report: ReportLines, failure: InvocationFailure?) -> TelemetryEvent {
        var metrics: JSONObject = [
            "durationMs": milliseconds(report.duration),
            "billedDurationMs": .number(JSONNumber(report.billed)),
            "memorySizeMB": .number(JSONNumber(report.memorySize)),
            "maxMemoryUsedMB": .number(JSONNumber(report.maxMemoryUsed)),
        ]
        if let duration = report.initDuration { metrics["initDurationMs"] = milliseconds(duration) }
        var record: JSONObject = [
            "requestId": .string(report.requestId), "status": .string(status(failure)), "metrics": .object(metrics),
        ]
        if let failure { record["errorType"] = .string(failure.errorType) }
        return TelemetryEvent("platform.report", .object(record))
    }

    static func subscription(name: String, _ categories: [TelemetrySubscription.Category]) -> TelemetryEvent {
        TelemetryEvent(
            "platform.telemetrySubscription",
            [
                "name": .string(name), "state": "Subscribed",
                "types": .array(categories.map { .string($0.rawValue) }),
            ])
    }

    /// - Parameter errorType: nil if it works.
    static func `extension`(
        name: String, state: String, events: [ExtensionEvent.Kind], errorType: String? = nil
    ) -> TelemetryEvent {
        var record: JSONObject = [
            "name": .string(name), "state": .string(state), "events": .array(events.map { .string($0.rawValue) }),
        ]
        if let errorType { record["errorType"] = .string(errorType) }
        return TelemetryEvent("platform.extension", .object(record))
    }

    private static func status(_ failure: InvocationFailure?) -> String {
        switch failure {
        case nil: "success"
        case .timedOut: "timeout"
        case .some: "failure"
        }
    }

    private static func milliseconds(_ duration: Duration) -> JSONValue {
        JSONNumber(parsing: duration.millisecondsText(digits: 2)).map(JSONValue.number) ?? .null
    }
}
