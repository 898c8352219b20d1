// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Members from a response's XML.
struct XMLAnswer {
    let operation: ServiceOperation

    /// The members of a structure, which is the first of `nodes`.
    func members(_ nodes: [XMLElement], of shape: Shape) -> JSONObject {
        var members = JSONObject()
        guard let node = nodes.first else { return members }
        for member in shape.members where member.location == .body {
            let name = elementName(member)
            let found = node.children(named: name)
            if !found.isEmpty {
                let type = operation.shape(of: member)
                members.set(member.name, value(found, of: type, flattened: operation.isFlattened(member)))
            } else if member.traits.contains(.xmlAttribute) {
                let local = Self.localName(name)
                if let attribute = node.attributes.first(where: { Self.localName($0.name) == local }) {
                    members.set(member.name, .string(attribute.value))
                }
            }
        }
        return members
    }

    /// Flattened elements have the name of the list's element, if that has a name.
    private func elementName(_ member: ShapeMember) -> String {
        if operation.isFlattened(member), case .list(let element) = operation.shape(of: member).kind {
            let name = operation.wireName(element)
            if !name.isEmpty { return name }
        }
        return operation.wireName(member)
    }

    private static func localName(_ name: String) -> String { String(name.split(separator: ":").last ?? "") }

    /// - Parameter nodes: the elements with one name; only flattened ones can be more than one.
    func value(_ nodes: [XMLElement], of shape: Shape, flattened: Bool) -> JSONValue {
        switch shape.kind {
        case .structure: return .object(members(nodes, of: shape))
        case .list(let element):
            let type = operation.shape(of: element)
            let items = flattened ? nodes : nodes.first?.children ?? []
            return .array(items.map { value([$0], of: type, flattened: operation.isFlattened(element)) })
        case .map(let key, let element): return .object(entries(nodes, key, element, flattened: flattened))
        case .string, .integer, .long, .boolean, .blob, .float, .double, .timestamp:
            return ScalarText.value(nodes.first?.text ?? "", of: shape)
        }
    }

    private func entries(
        _ nodes: [XMLElement], _ key: ShapeMember, _ element: ShapeMember, flattened: Bool
    ) -> JSONObject {
        let names = (operation.wireName(key), operation.wireName(element))
        var entries = JSONObject()
        for entry in flattened ? nodes : nodes.first?.children ?? [] {
            guard let key = entry.child(named: names.0.isEmpty ? "key" : names.0),
                let value = entry.child(named: names.1.isEmpty ? "value" : names.1)
            else { continue }
            entries.set(key.text, self.value([value], of: operation.shape(of: element), flattened: false))
        }
        return entries
    }
}

/// Scalars in text form: in XML and in headers.
enum ScalarText {
    /// Text that isn't valid for the shape's type stays text.
    static func value(_ text: String, of shape: Shape) -> JSONValue {
        switch shape.kind {
        case .integer, .long: Int(text.trimmed).map { .number(JSONNumber($0)) } ?? .string(text)
        case .float, .double: JSONNumber(parsing: text.trimmed).map(JSONValue.number) ?? .string(text)
        case .boolean: .bool(text == "true")
        case .timestamp: ServiceTime(text).map { .string($0.shown) } ?? .string(text)
        case .string, .blob, .structure, .list, .map: .string(text)
        }
    }
}

extension String {
    var trimmed: Substring {
        var rest = Substring(self)
        while let byte = rest.utf8.first, byte <= 0x20 { rest.removeFirst() }
        while let byte = rest.utf8.last, byte <= 0x20 { rest.removeLast() }
        return rest
    }
}
