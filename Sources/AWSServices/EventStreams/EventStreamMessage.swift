// SPDX-License-Identifier: GPL-3.0-or-later

/// A message of the format application/vnd.amazon.eventstream.
package struct EventStreamMessage: Sendable, Equatable {
    /// Headers with string values, by name; the services send no others that matter.
    package var fields: [String: String]
    package var payload: [UInt8]

    /// `event`, `exception` or `error`.
    package var type: String? { fields[":message-type"] }
    package var eventType: String? { fields[":event-type"] }
    package var exceptionType: String? { fields[":exception-type"] ?? fields[":error-code"] }

    package init(fields: [String: String], payload: [UInt8]) {
        self.fields = fields
        self.payload = payload
    }
}

/// Why bytes aren't a valid event stream.
package enum EventStreamError: Error, Sendable, Equatable {
    case preludeChecksum
    case messageChecksum
    case impossibleLength
    case malformedHeaders
    /// The bytes ended within a message.
    case truncated
}
