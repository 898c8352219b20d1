// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Members from a response's JSON.
struct JSONAnswer {
    let operation: ServiceOperation
    private var mayHoldNull = true

    init(operation: ServiceOperation) { self.operation = operation }

    func parse(_ body: [UInt8]) throws(AnswerFault) -> JSONValue {
        guard !body.isEmpty else { return .object([:]) }
        guard let value = try? JSONValue(parsing: body) else { throw .malformedJSON }
        return value
    }

    func members(_ body: [UInt8], of shape: Shape) throws(AnswerFault) -> JSONObject {
        guard case .object(let object) = try parse(body) else { throw .malformedJSON }
        var answer = self
        answer.mayHoldNull = Self.spellsNull(body.span)
        return answer.members(object, of: shape)
    }

    /// Checks only every fourth byte if possible (Boyer-Moore search), because responses can have megabytes.
    private static func spellsNull(_ body: Span<UInt8>) -> Bool {
        var last = 3
        while last < body.count {
            switch body[last] {
            case UInt8(ascii: "l"):
                let isMatch =
                    body[last - 1] == UInt8(ascii: "l") && body[last - 2] == UInt8(ascii: "u")
                    && body[last - 3] == UInt8(ascii: "n")
                if isMatch { return true }
                last += 1
            case UInt8(ascii: "u"): last += 2
            case UInt8(ascii: "n"): last += 3
            default: last += 4
            }
        }
        return false
    }

    /// Members that are null are omitted, as in botocore.
    private func members(_ object: JSONObject, of shape: Shape) -> JSONObject {
        var members = JSONObject()
        members.reserveCapacity(object.count)
        for (name, value) in object where !value.isNull {
            let known = shape.members.first { $0.location == .body && operation.wireName($0) == name }
            if let known {
                members.set(known.name, self.value(value, of: known))
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
            .array(elements.map { self.value($0, of: element) })
        case (.map(_, let element), .object(let object)): .object(entries(object, element))
        case (.timestamp, _): ServiceTime(value).map { .string($0.shown) } ?? value
        default: value
        }
    }

    private func value(_ value: JSONValue, of member: ShapeMember) -> JSONValue {
        // Most responses need no change, and a list of functions is long.
        if operation.areVerbatim[member.shape], !mayHoldNull { return value }
        return self.value(value, of: operation.shape(of: member))
    }

    private func entries(_ object: JSONObject, _ element: ShapeMember) -> JSONObject {
        var entries = JSONObject()
        for (key, value) in object { entries.set(key, self.value(value, of: element)) }
        return entries
    }
}
