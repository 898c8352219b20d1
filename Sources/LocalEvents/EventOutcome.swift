// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LocalSandbox

/// The final outcome of an event.
struct EventOutcome: Sendable {
    enum Condition: String, Sendable {
        case success = "Success"
        case retriesExhausted = "RetriesExhausted"
        case ageExceeded = "EventAgeExceeded"
        case zeroConcurrency = "ZeroReservedConcurrency"
    }

    var condition: Condition
    /// How many times the function ran.
    var attempts: Int
    /// The last attempt's result; nil if there was none.
    var result: InvocationResult?
    var version: String

    /// The record for a destination, in AWS's format.
    ///
    /// - Parameter now: milliseconds since the epoch.
    func record(of event: QueuedEvent, functionARN: String, now: Int64) -> JSONValue {
        var members: JSONObject = [
            "version": "1.0",
            "timestamp": .string(CivilTime(milliseconds: Int(now))?.iso8601 ?? ""),
            "requestContext": [
                "requestId": .string(event.id),
                "functionArn": .string(functionARN),
                "condition": .string(condition.rawValue),
                "approximateInvokeCount": .number(JSONNumber(attempts)),
            ],
            "requestPayload": Self.value(Array(event.payload)),
        ]
        if let result {
            var context: JSONObject = ["statusCode": 200, "executedVersion": .string(version)]
            if result.failed { context["functionError"] = "Unhandled" }
            members["responseContext"] = .object(context)
            members["responsePayload"] = Self.value(result.payload)
        }
        return .object(members)
    }

    /// A dead-letter queue's message: the event, with attributes that describe the failure.
    func deadLetter(of event: QueuedEvent) -> JSONValue {
        let payload = result.flatMap { Self.value($0.payload).object }
        return [
            "body": Self.value(Array(event.payload)),
            "attributes": [
                "RequestID": .string(event.id),
                "ErrorCode": "200",
                "ErrorMessage": payload?["errorMessage"] ?? .string(condition.rawValue),
            ],
        ]
    }

    /// Payloads that aren't JSON become strings.
    private static func value(_ payload: [UInt8]) -> JSONValue {
        (try? JSONValue(parsing: payload)) ?? .string(String(decoding: payload, as: UTF8.self))
    }
}
