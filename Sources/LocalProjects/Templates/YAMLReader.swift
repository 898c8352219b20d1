// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// Reads the first document of a YAML text as SAM does: the short forms of CloudFormation's functions (`!Ref x`) become
/// the long ones (`{"Ref": "x"}`), and plain scalars get the types of YAML 1.1.
package struct YAMLReader: ~Copyable {
    private var events: YAMLEvents
    /// The type of a plain scalar.
    private let typed: (String) -> JSONValue
    private var anchors: [String: (value: TemplateNode, size: Int)] = [:]
    /// The number of values so far, counting aliased ones each time, because a few lines can expand to billions.
    private var size = 0

    private static let sizeLimit = 1_000_000
    private static let depthLimit = 200

    package static func node(of bytes: [UInt8]) throws(TemplateFault) -> TemplateNode {
        var reader = YAMLReader(bytes, typed: YAMLScalar.value)
        return try reader.document()
    }

    /// The document without its lines, and with the types of YAML 1.2, in which `yes` and `on` are text.
    package static func value(of bytes: [UInt8]) throws(TemplateFault) -> JSONValue {
        var reader = YAMLReader(bytes, typed: YAMLScalar.coreValue)
        return try reader.document().json
    }

    private init(_ bytes: [UInt8], typed: @escaping (String) -> JSONValue) {
        events = YAMLEvents(bytes)
        self.typed = typed
    }

    private mutating func document() throws(TemplateFault) -> TemplateNode {
        while true {
            switch try events.next() {
            case .other: continue
            case .streamEnd: return TemplateNode(.scalar(.null), line: 1)
            case let event: return try node(event, depth: 0)
            }
        }
    }

    private mutating func node(_ event: YAMLEvents.Event, depth: Int) throws(TemplateFault) -> TemplateNode {
        let (before, line) = (size, events.line)
        size += 1
        guard size <= Self.sizeLimit, depth <= Self.depthLimit else { throw .tooLarge(limit: Self.sizeLimit) }
        let (content, tag, anchor): (TemplateNode.Content, String?, String?)
        switch event {
        case .scalar(let text, let scalarTag, let name, let isPlain):
            (content, tag, anchor) = (scalar(text, tag: scalarTag, isPlain: isPlain), scalarTag, name)
        case .sequenceStart(let listTag, let name):
            (content, tag, anchor) = (.list(try sequence(depth: depth)), listTag, name)
        case .mappingStart(let mapTag, let name):
            (content, tag, anchor) = (.map(try mapping(depth: depth)), mapTag, name)
        case .alias(let name):
            guard let known = anchors[name] else { throw .unknownAnchor(line: line, name) }
            size += known.size
            return known.value
        case .sequenceEnd, .mappingEnd, .other, .streamEnd:
            throw .syntax(line: line, "expected a value")
        }
        let node = Self.applying(tag, to: TemplateNode(content, line: line))
        if let anchor { anchors[anchor] = (node, size - before) }
        return node
    }

    private mutating func sequence(depth: Int) throws(TemplateFault) -> [TemplateNode] {
        var elements: [TemplateNode] = []
        while true {
            let event = try events.next()
            if event == .sequenceEnd { return elements }
            elements.append(try node(event, depth: depth + 1))
        }
    }

    /// As in SAM, the last one of equal keys counts.
    private mutating func mapping(depth: Int) throws(TemplateFault) -> TemplateMap {
        var members = TemplateMap()
        var merged: [TemplateMap] = []
        while true {
            let event = try events.next()
            if event == .mappingEnd { break }
            let line = events.line
            guard case .scalar(let key, _, _, let isPlain) = event else {
                throw .syntax(line: line, "keys must be strings")
            }
            var value = try node(try events.next(), depth: depth + 1)
            if key == "<<", isPlain {
                merged += (value.list ?? [value]).compactMap(\.map)
            } else {
                value.line = line
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

    /// A scalar with one of AWS's tags is text; YAML's own tags name the type.
    private func scalar(_ text: String, tag: String?, isPlain: Bool) -> TemplateNode.Content {
        switch tag {
        case nil: .scalar(isPlain ? typed(text) : .string(text))
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float":
            .scalar(YAMLScalar.number(text).map(JSONValue.number) ?? .string(text))
        case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null": .scalar(YAMLScalar.value(text))
        default: .scalar(.string(text))
        }
    }

    /// `!Sub x` as `{"Fn::Sub": "x"}`.
    private static func applying(_ tag: String?, to node: TemplateNode) -> TemplateNode {
        guard let tag, tag.hasPrefix("!"), tag != "!" else { return node }
        let name = String(tag.dropFirst())
        var map = TemplateMap()
        switch name {
        case "Ref", "Condition": map[name] = node
        case "GetAtt":
            let parts = node.text?.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            let list = parts?.map { TemplateNode(.scalar(.string(String($0))), line: node.line) }
            map["Fn::GetAtt"] = list.map { TemplateNode(.list($0), line: node.line) } ?? node
        default: map["Fn::" + name] = node
        }
        return TemplateNode(.map(map), line: node.line)
    }
}
