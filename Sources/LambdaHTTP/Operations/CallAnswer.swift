// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import JSON
package import Lambda

/// What an answer to any operation means, by the table of operations.
package enum CallAnswer {
    /// What an answer with a status of success holds; nil when it is not what the API gives.
    package static func answer(_ response: HTTPResponse, to operation: LambdaOperation) -> OperationAnswer? {
        guard let value = value(response, of: operation) else { return nil }
        return OperationAnswer(
            status: response.status, value: value, requestId: response.fields.first(named: "x-amzn-requestid"))
    }

    private static func value(_ response: HTTPResponse, of operation: LambdaOperation) -> JSONValue? {
        var members = JSONObject()
        var bodyIsMember = false
        for member in operation.answerMembers {
            switch member.location {
            case .status: members.set(member.name, .number(JSONNumber(response.status)))
            case .header(let name):
                if let text = response.fields.first(named: name) { members.set(member.name, .string(text)) }
            case .payload:
                bodyIsMember = true
                members.set(member.name, payload(response.body))
            }
        }
        if !bodyIsMember, !response.body.isEmpty {
            guard let body = (try? JSONValue(parsing: response.body))?.object else { return nil }
            for (name, value) in body { members.set(name, value) }
        }
        return members.isEmpty && response.body.isEmpty ? .null : .object(members)
    }

    /// JSON as such, other text as a string; null for nothing.
    private static func payload(_ body: [UInt8]) -> JSONValue {
        guard !body.isEmpty else { return .null }
        return (try? JSONValue(parsing: body)) ?? .string(String(decoding: body, as: UTF8.self))
    }
}
