// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// What `for` iterates over: the elements of an array with their indices, or the members of an object.
struct LoopItems: Sequence, IteratorProtocol {
    private enum Source {
        case elements([JSONValue])
        case members(JSONObject)
    }

    private let source: Source
    private var position = 0

    init(elements: [JSONValue]) { source = .elements(elements) }
    init(members: JSONObject) { source = .members(members) }

    mutating func next() -> Interpreter.LoopItem? {
        defer { position += 1 }
        switch source {
        case .elements(let elements):
            return position < elements.count ? (.number(JSONNumber(position)), elements[position]) : nil
        case .members(let members):
            return position < members.count ? (.string(members[position].key), members[position].value) : nil
        }
    }
}
