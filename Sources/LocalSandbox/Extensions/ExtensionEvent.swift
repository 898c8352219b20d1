// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The response to an extension that requests its next event.
package enum ExtensionEvent: Sendable, Hashable {
    case invoke(Invoked)
    /// - Parameter deadline: milliseconds since the epoch.
    case shutdown(ShutdownReason, deadline: Int64)

    /// The names under which extensions subscribe.
    package enum Kind: String, Sendable, CaseIterable {
        case invoke = "INVOKE"
        case shutdown = "SHUTDOWN"
    }

    package struct Invoked: Sendable, Hashable {
        package var requestId: String
        package var functionARN: String
        package var traceId: String
        /// Milliseconds since the epoch.
        package var deadline: Int64

        package init(requestId: String, functionARN: String, traceId: String, deadline: Int64) {
            self.requestId = requestId
            self.functionARN = functionARN
            self.traceId = traceId
            self.deadline = deadline
        }
    }

    package enum ShutdownReason: String, Sendable {
        case spindown, timeout, failure
    }

    package var members: JSONObject {
        switch self {
        case .invoke(let event):
            [
                "eventType": "INVOKE",
                "deadlineMs": .number(JSONNumber(Int(event.deadline))),
                "requestId": .string(event.requestId),
                "invokedFunctionArn": .string(event.functionARN),
                "tracing": ["type": "X-Amzn-Trace-Id", "value": .string(event.traceId)],
            ]
        case .shutdown(let reason, let deadline):
            [
                "eventType": "SHUTDOWN",
                "shutdownReason": .string(reason.rawValue),
                "deadlineMs": .number(JSONNumber(Int(deadline))),
            ]
        }
    }
}
