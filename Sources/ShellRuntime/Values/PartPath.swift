// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

/// The way to a part of a value that an assignment changes: `order.lines[0].qty`.
struct PartPath {
    enum Position {
        case key(String)
        case index(Int)
    }

    /// Why a step of the path doesn't lead anywhere.
    struct Fault: Error {
        /// The number of the step, from 0.
        let step: Int
        let message: String
    }

    private let positions: [Position]

    init(_ positions: [Position]) { self.positions = positions }

    /// Sets the part. A missing last member is added, and an index equal to the length appends; any other missing step
    /// is a fault.
    ///
    /// `json` is changed in place, so a loop that fills an array or an object doesn't copy it each time.
    func set(in json: inout JSONValue, to value: JSONValue) throws(Fault) { try set(0, in: &json, to: value) }

    private func set(_ step: Int, in json: inout JSONValue, to value: JSONValue) throws(Fault) {
        guard step < positions.count else {
            json = value
            return
        }
        switch positions[step] {
        case .key(let key): try set(key, step, in: &json, to: value)
        case .index(let index): try set(index, step, in: &json, to: value)
        }
    }

    // While a part changes, nothing else has it, so it isn't copied: `json` is null meanwhile.

    private func set(_ key: String, _ step: Int, in json: inout JSONValue, to value: JSONValue) throws(Fault) {
        guard case .object(var members) = json else {
            throw Fault(
                step: step, message: "can't set member `\(key)`: this is \(json.kindWithArticle), not an object")
        }
        let isLast = step == positions.count - 1
        guard var member = members[key] ?? (isLast ? .null : Optional.none) else {
            throw Fault(step: step, message: "there's no member `\(key)`")
        }
        json = .null
        if !isLast { members[key] = .null }
        defer {
            members[key] = member
            json = .object(members)
        }
        try set(step + 1, in: &member, to: value)
    }

    private func set(_ index: Int, _ step: Int, in json: inout JSONValue, to value: JSONValue) throws(Fault) {
        guard case .array(var elements) = json else {
            throw Fault(
                step: step, message: "can't set element `[\(index)]`: this is \(json.kindWithArticle), not an array")
        }
        json = .null
        defer { json = .array(elements) }
        let offset = index < 0 ? elements.count + index : index
        if step == positions.count - 1, offset == elements.count {
            elements.append(value)
            return
        }
        guard elements.indices.contains(offset) else {
            throw Fault(
                step: step, message: "there's no element `[\(index)]`: the array's length is \(elements.count)")
        }
        try set(step + 1, in: &elements[offset], to: value)
    }
}
