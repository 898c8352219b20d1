// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A value of a template, with the line where it's written.
package struct TemplateNode: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// Null, a boolean, a number or a text.
        case scalar(JSONValue)
        case list([TemplateNode])
        case map(TemplateMap)
    }

    package var content: Content
    /// From 1. The value of a member has the line of its key.
    package var line: Int

    package init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    package var text: String? {
        guard case .scalar(.string(let text)) = content else { return nil }
        return text
    }

    package var list: [TemplateNode]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    package var map: TemplateMap? {
        guard case .map(let members) = content else { return nil }
        return members
    }

    package subscript(key: String) -> TemplateNode? { map?[key] }

    /// The name and the argument of an intrinsic function; nil for all other values.
    var function: (name: String, argument: TemplateNode)? {
        guard let map, map.count == 1, let (name, argument) = map.first,
            name == "Ref" || name == "Condition" || name.hasPrefix("Fn::")
        else { return nil }
        return (name, argument)
    }

    /// The value without its lines; functions stay.
    package var json: JSONValue {
        switch content {
        case .scalar(let value): return value
        case .list(let elements): return .array(elements.map(\.json))
        case .map(let members):
            var object = JSONObject()
            for (key, value) in members { object[key] = value.json }
            return .object(object)
        }
    }
}

/// The members of a map, in the order in which their keys first appeared.
package struct TemplateMap: Sendable, Hashable, RandomAccessCollection {
    package typealias Element = (key: String, value: TemplateNode)

    private var keys: [String] = []
    private var values: [TemplateNode] = []
    private var positions: [String: Int] = [:]

    package init() {}

    package var startIndex: Int { 0 }
    package var endIndex: Int { keys.count }
    package subscript(position: Int) -> Element { (keys[position], values[position]) }

    /// Setting an existing key keeps its position.
    package subscript(key: String) -> TemplateNode? {
        get { positions[key].map { values[$0] } }
        set {
            guard let newValue else { return remove(key) }
            if let position = positions[key] {
                values[position] = newValue
            } else {
                positions[key] = keys.count
                keys.append(key)
                values.append(newValue)
            }
        }
    }

    private mutating func remove(_ key: String) {
        guard let position = positions[key] else { return }
        keys.remove(at: position)
        values.remove(at: position)
        positions = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    }
}
