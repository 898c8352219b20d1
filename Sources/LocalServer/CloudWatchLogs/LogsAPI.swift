// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import AWSSigning
import HTTPMessages
import JSON
import LocalFunctions
import LocalHTTP
import LocalLogs

/// The read operations of CloudWatch Logs' API (JSON 1.1), for the output of functions.
struct LogsAPI: Sendable {
    /// The supported operations, by AWS's names.
    enum Operation: String, CaseIterable {
        case filterLogEvents = "FilterLogEvents"
        case getLogEvents = "GetLogEvents"
        case describeLogStreams = "DescribeLogStreams"
        case describeLogGroups = "DescribeLogGroups"
    }

    var store: LogStore
    var account: LocalAccount

    static let targetPrefix = (ServiceTable.logs.facts.targetPrefix ?? "") + "."

    private enum Fault: Error {
        case unknownOperation(String)
        case noSuchGroup
        case noSuchStream
        case invalid(String)
        case malformed
    }

    /// Answers a request whose signature has been verified.
    func respond(to request: LocalRequest) -> LocalResponse {
        do throws(Fault) {
            let target = request.fields.first(named: "x-amz-target") ?? ""
            guard let operation = Operation(rawValue: String(target.dropFirst(Self.targetPrefix.count))) else {
                throw .unknownOperation(target)
            }
            let members = try Self.members(of: operation, request)
            return switch operation {
            case .filterLogEvents: Self.answer(try filterEvents(members))
            case .getLogEvents: Self.answer(try getEvents(members))
            case .describeLogStreams: Self.answer(try describeStreams(members))
            case .describeLogGroups: Self.answer(describeGroups(members))
            }
        } catch {
            let (type, message) =
                switch error {
                case .unknownOperation(let name):
                    ("UnknownOperationException", "The embedded Lambda has no operation \(name).")
                case .noSuchGroup: ("ResourceNotFoundException", "The specified log group does not exist.")
                case .noSuchStream: ("ResourceNotFoundException", "The specified log stream does not exist.")
                case .invalid(let reason): ("InvalidParameterException", reason)
                case .malformed: ("SerializationException", "The body of the request is not a JSON object.")
                }
            return Self.refusal(type, message, status: 400)
        }
    }

    static func refusal(_ failure: SignatureFailure) -> LocalResponse {
        refusal(failure.code, failure.message, status: failure.status)
    }

    private static func refusal(_ type: String, _ message: String, status: Int) -> LocalResponse {
        answer(["__type": .string(type), "message": .string(message)], status: status)
    }

    private static func members(of operation: Operation, _ request: LocalRequest) throws(Fault) -> JSONObject {
        let operation = ServiceOperation.known(operation.rawValue, in: .logs)
        let received = ReceivedRequest(labels: [:], query: [], fields: request.fields, body: request.body)
        guard let members = operation.members(of: received) else { throw .malformed }
        let violations = operation.violations(of: members).map(ValidationFailure.init)
        guard violations.isEmpty else { throw .invalid(APIFailure.validation(violations).message) }
        return members
    }

    private static func answer(_ members: JSONObject, status: Int = 200) -> LocalResponse {
        LocalResponse(
            status: status, fields: [HTTPField("Content-Type", "application/x-amz-json-1.1")],
            body: JSONValue.object(members).serialized())
    }

    // MARK: Operations

    private func filterEvents(_ members: JSONObject) throws(Fault) -> JSONObject {
        guard let pattern = LogFilterPattern(members["filterPattern"]?.string ?? "") else {
            throw .invalid("The embedded Lambda only supports filter patterns that consist of terms.")
        }
        let streams = Set(members["logStreamNames"]?.array?.compactMap(\.string) ?? [])
        let prefix = members["logStreamNamePrefix"]?.string ?? ""
        let after = members["nextToken"]?.string.flatMap(Int.init) ?? 0
        let found = try events(members).filter { event in
            event.number > after && (streams.isEmpty || streams.contains(event.stream))
                && event.stream.hasPrefix(prefix) && pattern.matches(event.message)
        }
        let page = found.prefix(limit(members, most: 10_000))
        var answer: JSONObject = [
            "events": .array(page.map { .object(value($0, withStream: true)) }), "searchedLogStreams": [],
        ]
        if page.count < found.count, let last = page.last { answer["nextToken"] = .string(String(last.number)) }
        return answer
    }

    /// Tokens are `f/` or `b/` and the number of the event that ended or began the previous page.
    private func getEvents(_ members: JSONObject) throws(Fault) -> JSONObject {
        let name = members["logStreamName"]?.string ?? ""
        let stream = try events(members).filter { $0.stream == name }
        guard !stream.isEmpty else { throw .noSuchStream }
        let limit = limit(members, most: 10_000)
        let page: ArraySlice<LogStore.Event>
        let token = members["nextToken"]?.string ?? ""
        if token.hasPrefix("f/") {
            page = stream.drop { $0.number <= Int(token.dropFirst(2)) ?? 0 }.prefix(limit)
        } else if token.hasPrefix("b/") {
            page = stream.prefix { $0.number < Int(token.dropFirst(2)) ?? 0 }.suffix(limit)
        } else if members["startFromHead"]?.bool == true {
            page = stream.prefix(limit)
        } else {
            page = stream.suffix(limit)
        }
        // As on AWS, the token at the end of the log is the same as the one in the request.
        let forward = page.last.map { "f/\($0.number)" } ?? (token.isEmpty ? "f/0" : token)
        let backward = page.first.map { "b/\($0.number)" } ?? (token.isEmpty ? "b/0" : token)
        return [
            "events": .array(page.map { .object(value($0, withStream: false)) }),
            "nextForwardToken": .string(forward), "nextBackwardToken": .string(backward),
        ]
    }

    private func describeStreams(_ members: JSONObject) throws(Fault) -> JSONObject {
        let group = try group(members)
        guard let events = store.events(of: group) else { throw .noSuchGroup }
        let prefix = members["logStreamNamePrefix"]?.string ?? ""
        var streams: [(name: String, first: Int64, last: Int64)] = []
        for event in events where event.stream.hasPrefix(prefix) {
            if let known = streams.lastIndex(where: { $0.name == event.stream }) {
                streams[known].last = event.timestamp
            } else {
                streams.append((event.stream, event.timestamp, event.timestamp))
            }
        }
        if members["orderBy"]?.string == "LastEventTime" {
            streams.sort { $0.last < $1.last }
        } else {
            streams.sort { $0.name < $1.name }
        }
        if members["descending"]?.bool == true { streams.reverse() }
        let start = members["nextToken"]?.string.flatMap(Int.init) ?? 0
        let page = streams.dropFirst(start).prefix(limit(members, most: 50))
        var answer: JSONObject = [
            "logStreams": .array(
                page.map { stream in
                    [
                        "logStreamName": .string(stream.name),
                        "creationTime": .number(JSONNumber(Int(stream.first))),
                        "firstEventTimestamp": .number(JSONNumber(Int(stream.first))),
                        "lastEventTimestamp": .number(JSONNumber(Int(stream.last))),
                        "lastIngestionTime": .number(JSONNumber(Int(stream.last))),
                        "arn": .string("\(arn(group)):log-stream:\(stream.name)"), "storedBytes": 0,
                    ]
                })
        ]
        if page.endIndex < streams.count { answer["nextToken"] = .string(String(page.endIndex)) }
        return answer
    }

    private func describeGroups(_ members: JSONObject) -> JSONObject {
        let prefix = members["logGroupNamePrefix"]?.string ?? ""
        return [
            "logGroups": .array(
                store.groups.filter { $0.hasPrefix(prefix) }.map { group in
                    ["logGroupName": .string(group), "arn": .string("\(arn(group)):*"), "storedBytes": 0]
                })
        ]
    }

    // MARK: Parts

    private func arn(_ group: String) -> String {
        "arn:aws:logs:\(account.region):\(account.id):log-group:\(group)"
    }

    private func group(_ members: JSONObject) throws(Fault) -> String {
        if let name = members["logGroupName"]?.string { return name }
        guard let identifier = members["logGroupIdentifier"]?.string else {
            throw .invalid("logGroupName or logGroupIdentifier must be specified.")
        }
        // A name, or an ARN whose seventh part is the name.
        let parts = identifier.split(separator: ":", omittingEmptySubsequences: false)
        return parts.first == "arn" && parts.count > 6 ? String(parts[6]) : identifier
    }

    /// The group's events between the given times.
    private func events(_ members: JSONObject) throws(Fault) -> [LogStore.Event] {
        guard let events = store.events(of: try group(members)) else { throw .noSuchGroup }
        let start = Int64(members["startTime"]?.int ?? 0)
        let end = members["endTime"]?.int.map(Int64.init) ?? .max
        return events.filter { $0.timestamp >= start && $0.timestamp <= end }
    }

    private func limit(_ members: JSONObject, most: Int) -> Int { min(max(members["limit"]?.int ?? most, 1), most) }

    private func value(_ event: LogStore.Event, withStream: Bool) -> JSONObject {
        var members = JSONObject()
        if withStream { members["logStreamName"] = .string(event.stream) }
        members["timestamp"] = .number(JSONNumber(Int(event.timestamp)))
        members["message"] = .string(event.message)
        members["ingestionTime"] = .number(JSONNumber(Int(event.timestamp)))
        if withStream { members["eventId"] = .string(String(event.number)) }
        return members
    }
}
