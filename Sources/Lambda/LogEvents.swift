// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// What to read of a log group of CloudWatch Logs (operation FilterLogEvents).
public struct LogQuery: Sendable, Equatable {
    public var group: String
    /// Milliseconds since 1970.
    public var start: Int
    /// Milliseconds since 1970; nil means up to now.
    public var end: Int?
    /// In CloudWatch's syntax of filter patterns.
    public var pattern: String?
    /// `LogPage.nextToken` of the page before.
    public var token: String?

    public init(group: String, start: Int, end: Int? = nil, pattern: String? = nil) {
        self.group = group
        self.start = start
        self.end = end
        self.pattern = pattern
    }
}

/// One line that a function logged.
public struct LogEvent: Sendable, Hashable {
    public var stream: String
    /// Milliseconds since 1970.
    public var timestamp: Int
    public var message: String
    public var id: String

    public init(stream: String, timestamp: Int, message: String, id: String) {
        self.stream = stream
        self.timestamp = timestamp
        self.message = message
        self.id = id
    }

    /// With AWS's member names.
    public var json: JSONValue {
        [
            "logStreamName": .string(stream), "timestamp": .number(JSONNumber(timestamp)),
            "message": .string(message), "eventId": .string(id),
        ]
    }

    /// An event as AWS writes it; nil when it is none.
    public init?(_ json: JSONValue) {
        guard let timestamp = json["timestamp"]?.int, let message = json["message"]?.string else { return nil }
        self.init(
            stream: json["logStreamName"]?.string ?? "", timestamp: timestamp, message: message,
            id: json["eventId"]?.string ?? "")
    }
}

/// A page of a log; it may be empty and yet not be the last.
public struct LogPage: Sendable {
    public var events: [LogEvent]
    /// nil on the last page.
    public var nextToken: String?

    public init(events: [LogEvent], nextToken: String? = nil) {
        self.events = events
        self.nextToken = nextToken
    }
}
