// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Members from the JSON of an answer.
struct JSONAnswer {
    let operation: ServiceOperation

    func parse(_ body: [UInt8]) throws(AnswerFault) -> JSONValue {
        guard !body.isEmpty else { return .object([:]) }
        guard let value = try? JSONValue(parsing: body) else { throw .malformedJSON }
        return value
    }

    func members(_ body: [UInt8], of shape: Shape) throws(AnswerFault) -> JSONObject {
        guard case .object(let object) = try parse(body) else { throw .malformedJSON }
        return members(object, of: shape)
    }

    /// Nulls are no members, as in botocore.
    private func members(_ object: JSONObject, of shape: Shape) -> JSONObject {
        var members = JSONObject()
        members.reserveCapacity(object.count)
        for (name, value) in object where !value.isNull {
            let known = shape.members.first { $0.location == .body && operation.wireName($0) == name }
            if let known {
                members.set(known.name, self.value(value, of: operation.shape(of: known)))
            } else {
                members.set(name, value)
            }
        }
        return members
    }

    func value(_ value: JSONValue, of shape: Shape) -> JSONValue {
        switch (shape.kind, value) {
        case (.structure, .object(let object)): .object(members(object, of: shape))
        case (.list(let element), .array(let elements)):
            .array(elements.map { self.value($0, of: operation.shape(of: element)) })
        case (.map(_, let element), .object(let object)): .object(entries(object, operation.shape(of: element)))
        case (.timestamp, _): ServiceTime(value).map { .string($0.shown) } ?? value
        default: value
        }
    }

    private func entries(_ object: JSONObject, _ shape: Shape) -> JSONObject {
        var entries = JSONObject()
        for (key, value) in object { entries.set(key, self.value(value, of: shape)) }
        return entries
    }
}
