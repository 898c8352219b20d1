// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import JSON

/// Response members that aren't in the body.
struct HeaderAnswer {
    let operation: ServiceOperation
    let response: HTTPResponse

    func add(to members: inout JSONObject, of output: Shape) {
        for member in output.members {
            switch member.location {
            case .status: members.set(member.name, .number(JSONNumber(response.status)))
            case .header:
                guard let text = response.fields.first(named: operation.wireName(member)) else { continue }
                members.set(member.name, value(text, of: member))
            case .headers: members.set(member.name, .object(entries(operation.wireName(member))))
            case .body, .path, .query: break
            }
        }
    }

    private func value(_ text: String, of member: ShapeMember) -> JSONValue {
        let shape = operation.shape(of: member)
        if member.traits.contains(.jsonValue) {
            return Base64.decode(text).flatMap { try? JSONValue(parsing: $0) } ?? .string(text)
        }
        guard case .list(let element) = shape.kind else {
            // Unlike in XML, words in headers can have any case.
            if shape.kind == .boolean { return .bool(text.lowercased() == "true") }
            return ScalarText.value(text, of: shape)
        }
        let elements = text.split(separator: ",", omittingEmptySubsequences: false)
        return .array(elements.map { ScalarText.value(String(String($0).trimmed), of: operation.shape(of: element)) })
    }

    /// The headers whose names begin with `prefix`, with the prefix removed.
    private func entries(_ prefix: String) -> JSONObject {
        var entries = JSONObject()
        for field in response.fields where field.name.lowercased().hasPrefix(prefix.lowercased()) {
            entries.set(String(field.name.dropFirst(prefix.count)), .string(field.value))
        }
        return entries
    }
}
