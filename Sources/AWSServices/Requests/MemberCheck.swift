// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// Checks a request's members against the table: their names, which of them are required, and their types. The service
/// checks the values.
struct MemberCheck {
    let operation: ServiceOperation

    func check(_ members: JSONObject, hasPayload: Bool) throws(MemberFault) {
        guard let input = operation.inputShape else {
            if let name = members.keys.first { throw MemberFault(path: name, kind: .unknown(known: [])) }
            return
        }
        try check(members, of: input, path: "", given: hasPayload ? input.payload : nil)
    }

    private func check(_ object: JSONObject, of shape: Shape, path: String, given: String? = nil) throws(MemberFault) {
        let prefix = path.isEmpty ? "" : path + "."
        for (name, value) in object where !value.isNull {
            guard let member = shape.member(named: name) else {
                throw MemberFault(path: prefix + name, kind: .unknown(known: shape.members.map(\.name)))
            }
            // A body of bytes takes any value: text as base64, all else as JSON.
            if name == shape.payload, operation.shape(of: member).kind == .blob, value.string == nil { continue }
            try check(value, of: member, path: prefix + name)
        }
        for member in shape.members where member.isRequired && !member.isIdempotencyToken && member.name != given {
            guard let value = object[member.name], !value.isNull else {
                throw MemberFault(path: prefix + member.name, kind: .missing)
            }
            // With an empty label, the path would be another operation's.
            if member.location == .path, value == .string("") {
                throw MemberFault(path: prefix + member.name, kind: .missing)
            }
        }
    }

    private func check(_ value: JSONValue, of member: ShapeMember, path: String) throws(MemberFault) {
        let shape = operation.shape(of: member)
        // Where all values are written as text, numbers and words may also be text.
        let isText = member.location != .body
        let wanted: String?
        switch (shape.kind, value) {
        case (.structure, .object(let object)): return try check(object, of: shape, path: path)
        case (.list(let element), .array(let elements)):
            for (index, value) in elements.enumerated() where !value.isNull {
                try check(value, of: element, path: "\(path)[\(index)]")
            }
            return
        case (.map(_, let element), .object(let object)):
            for (key, value) in object where !value.isNull { try check(value, of: element, path: "\(path).\(key)") }
            return
        case (.string, .string), (.boolean, .bool), (.float, .number), (.double, .number): return
        case (.integer, .number(let number)), (.long, .number(let number)):
            wanted = number.int == nil ? "a whole number" : nil
        case (.blob, .string(let text)): wanted = Base64.decode(text) == nil ? shape.wanted : nil
        case (.float, .string(let text)), (.double, .string(let text)):
            wanted = ["NaN", "Infinity", "-Infinity"].contains(text) || isText ? nil : "a number"
        case (.timestamp, _): wanted = ServiceTime(value) == nil ? "a time such as 2026-01-02T03:04:05Z" : nil
        case (.string, _) where member.traits.contains(.jsonValue): return
        case (.structure, _), (.map, _): wanted = "an object"
        case (.list, _): wanted = "an array"
        case (.integer, .string), (.long, .string), (.boolean, .string), (.string, .number), (.string, .bool):
            wanted = isText ? nil : shape.wanted
        case (.integer, _), (.long, _), (.float, _), (.double, _), (.boolean, _), (.string, _), (.blob, _):
            wanted = shape.wanted
        }
        if let wanted { throw MemberFault(path: path, kind: .unsuitable(wanted: wanted)) }
    }
}

extension Shape {
    fileprivate var wanted: String {
        switch kind {
        case .string: "text"
        case .integer, .long, .float, .double: "a number"
        case .boolean: "true or false"
        case .blob: "Base64, or @file in the option"
        case .timestamp: "a time such as 2026-01-02T03:04:05Z"
        case .structure, .map: "an object"
        case .list: "an array"
        }
    }
}
