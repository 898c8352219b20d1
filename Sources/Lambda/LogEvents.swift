// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What to read from a CloudWatch Logs log group (operation FilterLogEvents).
package struct LogQuery: Sendable, Equatable {
    package var group: String
    /// Milliseconds since 1970.
    package var start: Int
    /// Milliseconds since 1970; nil means up to now.
    package var end: Int?
    /// In CloudWatch's filter pattern syntax.
    package var pattern: String?
    /// `LogPage.nextToken` of the previous page.
    package var token: String?

    package init(group: String, start: Int, end: Int? = nil, pattern: String? = nil) {
        self.group = group
        self.start = start
        self.end = end
        self.pattern = pattern
    }
}

/// One line logged by a function.
package struct LogEvent: Sendable, Hashable {
    package var stream: String
    /// Milliseconds since 1970.
    package var timestamp: Int
    package var message: String
    /// Empty for Live Tail's events, which have none.
    package var id: String

    package init(stream: String, timestamp: Int, message: String, id: String) {
        self.stream = stream
        self.timestamp = timestamp
        self.message = message
        self.id = id
    }

    /// With AWS's member names.
    package var json: JSONValue {
        var json: JSONObject = [
            "logStreamName": .string(stream), "timestamp": .number(JSONNumber(timestamp)), "message": .string(message),
        ]
        if !id.isEmpty { json["eventId"] = .string(id) }
        return .object(json)
    }

    /// An event in AWS's format; nil if it isn't one.
    package init?(_ json: JSONValue) {
        guard let timestamp = json["timestamp"]?.int, let message = json["message"]?.string else { return nil }
        self.init(
            stream: json["logStreamName"]?.string ?? "", timestamp: timestamp, message: message,
            id: json["eventId"]?.string ?? "")
    }

    /// An event whose members may be missing or have the wrong type: with the valid ones. nil if it has nothing.
    ///
    /// - Parameter timestamp: for an event without one.
    init?(damaged json: JSONValue, timestamp: Int) {
        guard let object = json.object, !object.isEmpty else { return nil }
        func text(_ name: String) -> String {
            switch object[name] {
            case nil, .null: ""
            case .string(let text): text
            case .some(let value): value.description
            }
        }
        func time(_ name: String) -> Int? {
            guard let double = JSONNumber(parsing: text(name))?.double, abs(double) < 1e15 else { return nil }
            return Int(double)
        }
        self.init(
            stream: text("logStreamName"), timestamp: time("timestamp") ?? time("ingestionTime") ?? timestamp,
            message: text("message"), id: text("eventId"))
    }
}

/// A page of a log; it can be empty without being the last.
package struct LogPage: Sendable {
    package var events: [LogEvent]
    /// nil on the last page.
    package var nextToken: String?

    package init(events: [LogEvent], nextToken: String? = nil) {
        self.events = events
        self.nextToken = nextToken
    }

    /// The events in a response, and how many of the elements are damaged. These are shown with what they have, at the
    /// time of the event before them.
    package static func events(in elements: [JSONValue]) -> (events: [LogEvent], damaged: Int) {
        var events: [LogEvent] = []
        var damaged = 0
        var timestamp = elements.lazy.compactMap { LogEvent($0) }.first?.timestamp ?? 0
        for element in elements {
            let event = LogEvent(element)
            if event == nil { damaged += 1 }
            guard let shown = event ?? LogEvent(damaged: element, timestamp: timestamp) else { continue }
            timestamp = shown.timestamp
            events.append(shown)
        }
        return (events, damaged)
    }
}

extension LambdaService {
    /// The events of all pages, ordered by time. A page without events isn't the end, and an event that ends a page may
    /// begin the next one, too.
    package func everyLogEvent(of query: LogQuery) async throws(LambdaError) -> [LogEvent] {
        var query = query
        var events: [LogEvent] = []
        var seen: Set<LogEvent> = []
        repeat {
            let page = try await logEvents(query)
            events += page.events.filter { seen.insert($0).inserted }
            query.token = page.nextToken
        } while query.token != nil
        events.sort { $0.timestamp < $1.timestamp }
        return events
    }
}
