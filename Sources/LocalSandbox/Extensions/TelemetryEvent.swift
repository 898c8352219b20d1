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

    static func start(requestId: String, version: String, traceId: String) -> TelemetryEvent {
        TelemetryEvent(
            "platform.start",
            [
                "requestId": .string(requestId), "version": .string(version),
                "tracing": ["type": "X-Amzn-Trace-Id", "value": .string(traceId)],
            ])
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

    static func `extension`(_ member: SandboxExtensions.Member) -> TelemetryEvent {
        TelemetryEvent(
            "platform.extension",
            [
                "name": .string(member.name), "state": .string(member.state.name),
                "events": .array(member.events.map { .string($0.rawValue) }),
            ])
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
