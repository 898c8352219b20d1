// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSServices
import JSON
package import Lambda

/// CloudWatch Logs' operation FilterLogEvents.
package enum FilterLogEventsOperation {
    private static let operation = ServiceOperation.known("FilterLogEvents", in: .logs)

    package static func request(_ query: LogQuery, endpoint: ServiceEndpoint) -> HTTPRequest {
        var members: JSONObject = [
            "logGroupName": .string(query.group), "startTime": .number(JSONNumber(query.start)),
        ]
        if let end = query.end { members.set("endTime", .number(JSONNumber(end))) }
        if let pattern = query.pattern { members.set("filterPattern", .string(pattern)) }
        if let token = query.token { members.set("nextToken", .string(token)) }
        guard let request = try? operation.request(members, makeToken: { "" }) else {
            preconditionFailure("FilterLogEvents takes other members")
        }
        return endpoint.request(request, timeout: CallRequest.timeout)
    }

    /// The page in a response with a success status, and the number of its damaged events; nil if there's none.
    package static func page(_ response: HTTPResponse) -> (page: LogPage, damaged: Int)? {
        guard let json = try? operation.result(of: response), let elements = json["events"]?.array else { return nil }
        let token = json["nextToken"]?.string
        let (events, damaged) = LogPage.events(in: elements)
        return (LogPage(events: events, nextToken: token.flatMap { $0.isEmpty ? nil : $0 }), damaged)
    }
}
