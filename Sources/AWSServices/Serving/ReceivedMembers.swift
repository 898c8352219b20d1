// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import JSON

/// A request received by a REST service, and the operation's labels in its path.
package struct ReceivedRequest: Sendable {
    package var labels: [String: String]
    /// Decoded, in their original order.
    package var query: [(name: String, value: String)]
    package var fields: [HTTPField]
    /// An empty body means an empty object.
    package var body: [UInt8]

    package init(
        labels: [String: String], query: [(name: String, value: String)], fields: [HTTPField], body: [UInt8]
    ) {
        self.labels = labels
        self.query = query
        self.fields = fields
        self.body = body
    }
}

extension ServiceOperation {
    /// The members in a request of this operation, by AWS's names: the reverse of `request`. Members that aren't in the
    /// table are ignored. Numbers and booleans that aren't spelled as such stay text.
    ///
    /// nil if the body isn't a JSON object.
    package func members(of request: ReceivedRequest) -> JSONObject? {
        var members = JSONObject()
        for member in inputMembers {
            let name = wireName(member)
            switch member.location {
            case .path:
                if let text = request.labels[name] { members.set(member.name, .string(text)) }
            case .query:
                let values = request.query.filter { $0.name == name }.map { value(of: $0.value, as: member) }
                guard let first = values.first else { continue }
                if case .list = shape(of: member).kind {
                    members.set(member.name, .array(values))
                } else {
                    members.set(member.name, first)
                }
            case .header:
                if let text = request.fields.first(named: name) {
                    members.set(member.name, value(of: text, as: member))
                }
            case .body, .headers, .status: break
            }
        }
        // The payload of an operation is its value, whatever its type.
        guard inputShape?.payload == nil, !request.body.isEmpty else { return members }
        guard let object = try? JSONValue(parsing: request.body), case .object(let body) = object else { return nil }
        for member in inputMembers where member.location == .body {
            if let value = body[wireName(member)], !value.isNull { members.set(member.name, value) }
        }
        return members
    }

    private func value(of text: String, as member: ShapeMember) -> JSONValue {
        var kind = shape(of: member).kind
        if case .list(let element) = kind { kind = shape(of: element).kind }
        switch kind {
        case .integer, .long: return Int(text).map { .number(JSONNumber($0)) } ?? .string(text)
        case .float, .double: return JSONNumber(parsing: text).map(JSONValue.number) ?? .string(text)
        case .boolean: return text == "true" ? true : text == "false" ? false : .string(text)
        case .string, .blob, .timestamp, .structure, .list, .map: return .string(text)
        }
    }
}
