// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
import LocalFunctions

/// Reads the first document of a YAML text as CloudFormation does: the short forms of its functions (`!Ref x`) become
/// the long ones (`{"Ref": "x"}`), and plain scalars get the types of YAML's core schema.
package struct YAMLReader: ~Copyable {
    private var events: YAMLEvents
    private var anchors: [String: (value: JSONValue, size: Int)] = [:]
    /// The number of values so far, counting aliased ones each time, because a few lines can expand to billions.
    private var size = 0

    private static let sizeLimit = 1_000_000
    private static let depthLimit = 200

    package static func value(of bytes: [UInt8]) throws(TemplateFault) -> JSONValue {
        var reader = YAMLReader(bytes)
        return try reader.document()
    }

    private init(_ bytes: [UInt8]) { events = YAMLEvents(bytes) }

    private mutating func document() throws(TemplateFault) -> JSONValue {
        while true {
            switch try events.next() {
            case .other: continue
            case .streamEnd: return .null
            case let event: return try value(event, depth: 0)
            }
        }
    }

    private mutating func value(_ event: YAMLEvents.Event, depth: Int) throws(TemplateFault) -> JSONValue {
        let before = size
        size += 1
        guard size <= Self.sizeLimit, depth <= Self.depthLimit else { throw .tooLarge(limit: Self.sizeLimit) }
        let (value, anchor): (JSONValue, String?)
        switch event {
        case .scalar(let text, let tag, let name, let isPlain):
            let plain = isPlain && tag == nil ? Self.typed(text) : .string(text)
            (value, anchor) = (Self.applying(tag, to: plain), name)
        case .sequenceStart(let tag, let name):
            (value, anchor) = (Self.applying(tag, to: .array(try sequence(depth: depth))), name)
        case .mappingStart(let tag, let name):
            (value, anchor) = (Self.applying(tag, to: .object(try mapping(depth: depth))), name)
        case .alias(let name):
            guard let known = anchors[name] else { throw .unknownAnchor(line: events.line, name) }
            size += known.size
            return known.value
        case .sequenceEnd, .mappingEnd, .other, .streamEnd:
            throw .syntax(line: events.line, "expected a value")
        }
        if let anchor { anchors[anchor] = (value, size - before) }
        return value
    }

    private mutating func sequence(depth: Int) throws(TemplateFault) -> [JSONValue] {
        var elements: [JSONValue] = []
        while true {
            let event = try events.next()
            if event == .sequenceEnd { return elements }
            elements.append(try value(event, depth: depth + 1))
        }
    }

    private mutating func mapping(depth: Int) throws(TemplateFault) -> JSONObject {
        var members = JSONObject()
        var merged: [JSONObject] = []
        while true {
            let event = try events.next()
            if event == .mappingEnd { break }
            guard case .scalar(let key, _, _, let isPlain) = event else {
                throw .syntax(line: events.line, "keys must be strings")
            }
            let value = try value(try events.next(), depth: depth + 1)
            if key == "<<", isPlain {
                merged += (value.array ?? [value]).compactMap(\.object)
            } else {
                members[key] = value
            }
        }
        // The mapping's own members take precedence over merged ones.
        for other in merged {
            for (key, value) in other where members[key] == nil { members[key] = value }
        }
        return members
    }

    // MARK: Scalars and tags

    /// `!Sub x` as `{"Fn::Sub": "x"}`. Other tags are AWS's, and YAML's own (`!!str`) state what's already known.
    private static func applying(_ tag: String?, to value: JSONValue) -> JSONValue {
        guard let tag, tag.hasPrefix("!"), tag != "!" else { return value }
        let name = String(tag.dropFirst())
        switch name {
        case "Ref", "Condition": return .object([name: value])
        case "GetAtt":
            guard let text = value.string, let dot = text.firstIndex(of: ".") else {
                return .object(["Fn::GetAtt": value])
            }
            let attribute = String(text[text.index(after: dot)...])
            return .object(["Fn::GetAtt": [.string(String(text[..<dot])), .string(attribute)]])
        default: return .object(["Fn::" + name: value])
        }
    }

    private static func typed(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default:
            // Valid JSON numbers are numbers; dates, versions and octal numbers stay text.
            guard let first = text.utf8.first, first.isDigit || first == UInt8(ascii: "-"),
                let value = try? JSONValue(parsing: Array(text.utf8)), case .number = value
            else { return .string(text) }
            return value
        }
    }
}
