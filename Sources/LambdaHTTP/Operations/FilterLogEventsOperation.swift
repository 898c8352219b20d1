// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import JSON
package import Lambda

/// CloudWatch Logs' operation FilterLogEvents (protocol AWS JSON 1.1).
package enum FilterLogEventsOperation {
    package static func request(_ query: LogQuery, endpoint: Endpoint) -> HTTPRequest {
        var members: JSONObject = [
            "logGroupName": .string(query.group), "startTime": .number(JSONNumber(query.start)),
        ]
        if let end = query.end { members.set("endTime", .number(JSONNumber(end))) }
        if let pattern = query.pattern { members.set("filterPattern", .string(pattern)) }
        if let token = query.token { members.set("nextToken", .string(token)) }
        return HTTPRequest(
            method: "POST", endpoint: endpoint, path: "/",
            fields: [
                HTTPField("Content-Type", "application/x-amz-json-1.1"),
                HTTPField("X-Amz-Target", "Logs_20140328.FilterLogEvents"),
            ],
            body: JSONValue.object(members).serialized(), timeout: CallRequest.timeout)
    }

    /// The page that an answer with a status of success holds; nil when it holds none.
    package static func page(_ response: HTTPResponse) -> LogPage? {
        guard let json = try? JSONValue(parsing: response.body), let events = json["events"]?.array else { return nil }
        let token = json["nextToken"]?.string
        return LogPage(events: events.compactMap(LogEvent.init), nextToken: token.flatMap { $0.isEmpty ? nil : $0 })
    }
}
