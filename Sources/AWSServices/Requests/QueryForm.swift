// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import JSON

/// The form in the body of a query protocol request: `Tags.member.1.Key=a&…`.
struct QueryForm {
    let operation: ServiceOperation
    private var items: [String] = []

    init(operation: ServiceOperation) { self.operation = operation }

    func request(_ members: JSONObject) -> ServiceRequest {
        var form = self
        form.append("Action", operation.name)
        form.append("Version", operation.service.version)
        if let shape = operation.inputShape { form.append(.object(members), of: shape, flattened: false, prefix: "") }
        return ServiceRequest(
            method: operation.method, path: "/", query: "",
            fields: [HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(form.items.joined(separator: "&").utf8))
    }

    private mutating func append(_ name: String, _ value: String) {
        items.append("\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))")
    }

    private mutating func append(_ value: JSONValue, of member: ShapeMember, prefix: String) {
        append(
            value, of: operation.shape(of: member), flattened: operation.isFlattened(member), prefix: prefix)
    }

    private mutating func append(_ value: JSONValue, of shape: Shape, flattened: Bool, prefix: String) {
        switch (shape.kind, value) {
        case (.structure, .object(let object)):
            for (name, value) in object where !value.isNull {
                guard let member = shape.member(named: name) else { continue }
                let name = operation.wireName(member)
                append(value, of: member, prefix: prefix.isEmpty ? name : "\(prefix).\(name)")
            }
        case (.list, .array(let elements)) where elements.isEmpty: append(prefix, "")
        case (.list(let element), .array(let elements)):
            let name = Self.elementPrefix(prefix, named: operation.wireName(element), flattened: flattened)
            for (index, value) in elements.enumerated() { append(value, of: element, prefix: "\(name).\(index + 1)") }
        case (.map(let key, let element), .object(let object)):
            let prefix = flattened ? prefix : prefix + ".entry"
            let names = (operation.wireName(key), operation.wireName(element))
            for (index, (key, value)) in object.enumerated() {
                append("\(prefix).\(index + 1).\(names.0.isEmpty ? "key" : names.0)", key)
                append(value, of: element, prefix: "\(prefix).\(index + 1).\(names.1.isEmpty ? "value" : names.1)")
            }
        case (.timestamp(let format), _):
            append(prefix, ServiceTime(value)?.text(format ?? .iso8601) ?? value.scalarText ?? "")
        default: append(prefix, value.scalarText ?? "")
        }
    }

    /// Flattened elements that have a name use it in place of the list's name.
    private static func elementPrefix(_ prefix: String, named name: String, flattened: Bool) -> String {
        guard flattened else { return "\(prefix).\(name.isEmpty ? "member" : name)" }
        guard !name.isEmpty else { return prefix }
        return (prefix.split(separator: ".").dropLast() + [Substring(name)]).joined(separator: ".")
    }
}
