// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Members as XML.
struct XMLBody {
    let operation: ServiceOperation
    private var text = ""

    init(operation: ServiceOperation) { self.operation = operation }

    func document(_ value: JSONValue, of shape: Shape, root: String, namespaced: Bool) -> [UInt8] {
        var body = self
        body.append(value, of: shape, name: root, flattened: false, namespaced: namespaced)
        return Array(body.text.utf8)
    }

    private mutating func append(_ value: JSONValue, of member: ShapeMember, name: String) {
        append(
            value, of: operation.shape(of: member), name: name, flattened: operation.isFlattened(member),
            namespaced: member.traits.contains(.namespaced))
    }

    private mutating func append(
        _ value: JSONValue, of shape: Shape, name: String, flattened: Bool, namespaced: Bool
    ) {
        let attributes = declarations(shape, namespaced: namespaced)
        switch (shape.kind, value) {
        case (.structure, .object(let object)): appendStructure(object, of: shape, name: name, attributes: attributes)
        case (.list(let element), .array(let elements)):
            let own = operation.wireName(element)
            let elementName = flattened ? name : own.isEmpty ? "member" : own
            if !flattened { text += "<\(name)\(attributes)>" }
            for value in elements { append(value, of: element, name: elementName) }
            if !flattened { text += "</\(name)>" }
        case (.map(let key, let element), .object(let object)):
            let names = (operation.wireName(key), operation.wireName(element))
            if !flattened { text += "<\(name)\(attributes)>" }
            for (entry, value) in object {
                text += "<\(flattened ? name : "entry")>"
                append(.string(entry), of: key, name: names.0.isEmpty ? "key" : names.0)
                append(value, of: element, name: names.1.isEmpty ? "value" : names.1)
                text += "</\(flattened ? name : "entry")>"
            }
            if !flattened { text += "</\(name)>" }
        case (.timestamp(let format), _):
            appendText(ServiceTime(value)?.text(format ?? .iso8601) ?? "", name: name, attributes: attributes)
        default: appendText(value.scalarText ?? "", name: name, attributes: attributes)
        }
    }

    private mutating func appendStructure(_ object: JSONObject, of shape: Shape, name: String, attributes: String) {
        text += "<\(name)\(attributes)"
        for member in shape.members where member.traits.contains(.xmlAttribute) {
            guard let value = object[member.name]?.scalarText else { continue }
            text += " \(operation.wireName(member))=\"\(Self.escaped(value))\""
        }
        text += ">"
        for (name, value) in object where !value.isNull {
            guard let member = shape.member(named: name), !member.traits.contains(.xmlAttribute) else { continue }
            append(value, of: member, name: operation.wireName(member))
        }
        text += "</\(name)>"
    }

    private mutating func appendText(_ content: String, name: String, attributes: String) {
        text += "<\(name)\(attributes)>\(Self.escaped(content))</\(name)>"
    }

    private func declarations(_ shape: Shape, namespaced: Bool) -> String {
        if namespaced, let uri = operation.service.xmlNamespace { return " xmlns=\"\(uri)\"" }
        guard let namespace = shape.namespace else { return "" }
        return " xmlns:\(namespace.prefix)=\"\(namespace.uri)\""
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            // Otherwise XML readers would convert these to line feeds and spaces.
            case UInt8(ascii: "\r"): bytes += "&#13;".utf8
            case UInt8(ascii: "\n"): bytes += "&#10;".utf8
            case UInt8(ascii: "\t"): bytes += "&#9;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
