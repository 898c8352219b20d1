// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Members as the JSON that a service expects: with the table's names and timestamp formats.
struct JSONBody {
    let operation: ServiceOperation

    func value(_ value: JSONValue, of shape: Shape) -> JSONValue {
        switch (shape.kind, value) {
        case (.structure, .object(let object)):
            var members = JSONObject()
            for (name, value) in object where !value.isNull {
                guard let member = shape.member(named: name) else { continue }
                members.set(operation.wireName(member), self.value(value, of: operation.shape(of: member)))
            }
            return .object(members)
        case (.list(let element), .array(let elements)):
            return .array(elements.map { self.value($0, of: operation.shape(of: element)) })
        case (.map(_, let element), .object(let object)):
            var members = JSONObject()
            for (key, value) in object where !value.isNull {
                members.set(key, self.value(value, of: operation.shape(of: element)))
            }
            return .object(members)
        case (.timestamp(let format), _):
            guard let time = ServiceTime(value) else { return value }
            switch format ?? .unixTimestamp {
            case .unixTimestamp: return .number(time.epoch)
            case .iso8601: return .string(time.iso8601)
            case .rfc822: return .string(time.httpDate)
            }
        default: return value
        }
    }
}
