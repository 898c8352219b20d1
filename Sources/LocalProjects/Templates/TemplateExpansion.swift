// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import SystemPackage

/// Writes out what a template abbreviates: included files (`AWS::Include`) and loops (`Fn::ForEach`).
struct TemplateExpansion {
    let resolver: TemplateResolver
    /// The content of a file, by its path from the template.
    let read: (String) throws(TemplateFault) -> [UInt8]
    private(set) var notices: [(fact: TemplateNotice.Fact, line: Int)] = []

    /// How often the bodies of loops have been written out.
    private var rounds = 0

    private static let depthLimit = 5
    /// A few nested loops could write out billions of resources; CloudFormation allows 500.
    private static let roundLimit = 10_000

    init(_ resolver: TemplateResolver, read: @escaping (String) throws(TemplateFault) -> [UInt8]) {
        self.resolver = resolver
        self.read = read
    }

    /// Members that the template's own `Transform` includes, added to its sections.
    mutating func includingTransforms(of root: TemplateMap) -> TemplateMap {
        var root = root
        let node = root["Transform"]
        for transform in node?.list ?? node.map({ [$0] }) ?? [] {
            if transform["Name"] != nil {
                if let map = included(transform, depth: 0)?.map { Self.add(map, to: &root) }
            } else if let name = transform.text, !name.hasPrefix("AWS::") {
                notices.append((.macro(name), transform.line))
            }
        }
        return root
    }

    private static func add(_ map: TemplateMap, to root: inout TemplateMap) {
        for (key, value) in map {
            if var section = root[key]?.map, let more = value.map {
                for (name, member) in more where section[name] == nil { section[name] = member }
                root[key] = TemplateNode(.map(section), line: root[key]?.line ?? value.line)
            } else if root[key] == nil {
                root[key] = value
            }
        }
    }

    mutating func expanded(_ node: TemplateNode, depth: Int = 0) -> TemplateNode {
        switch node.content {
        case .scalar: return node
        case .list(let elements):
            return TemplateNode(.list(elements.map { expanded($0, depth: depth) }), line: node.line)
        case .map(let members):
            guard members.contains(where: { Self.isAbbreviation($0.key) }) else {
                var result = TemplateMap()
                for (key, value) in members { result[key] = expanded(value, depth: depth) }
                return TemplateNode(.map(result), line: node.line)
            }
            return expanded(members, line: node.line, depth: depth)
        }
    }

    private static func isAbbreviation(_ key: String) -> Bool {
        key == "Fn::Transform" || key.hasPrefix("Fn::ForEach::")
    }

    private mutating func expanded(_ members: TemplateMap, line: Int, depth: Int) -> TemplateNode {
        var result = TemplateMap()
        for (key, value) in members {
            if key == "Fn::Transform" {
                for transform in value.list ?? [value] {
                    guard let content = included(transform, depth: depth) else { continue }
                    guard let map = content.map else {
                        if members.count == 1 { return content }
                        continue
                    }
                    for (name, member) in map where members[name] == nil { result[name] = member }
                }
            } else if key.hasPrefix("Fn::ForEach::") {
                for (name, member) in loop(key, value, depth: depth) { result[name] = member }
            } else {
                result[key] = expanded(value, depth: depth)
            }
        }
        return TemplateNode(.map(result), line: line)
    }

    // MARK: Included files

    private mutating func included(_ transform: TemplateNode, depth: Int) -> TemplateNode? {
        guard let name = transform["Name"]?.text ?? transform.text, name == "AWS::Include" else {
            notices.append((.macro(transform["Name"]?.text ?? ""), transform.line))
            return nil
        }
        let location = transform["Parameters"]?["Location"].flatMap { resolver.resolve($0).value?.string } ?? ""
        do throws(TemplateFault) {
            guard depth < Self.depthLimit else { throw .unreadable(reason: "it includes itself") }
            guard !location.hasPrefix("s3://"), !location.hasPrefix("https://") else {
                throw .unreadable(reason: "it isn't on this machine")
            }
            let content = Self.moved(try TemplateText.node(of: try read(location)), to: transform.line)
            return expanded(content, depth: depth + 1)
        } catch {
            notices.append((.includeUnreadable(location, reason: error.description), transform.line))
            return nil
        }
    }

    /// Lines of another file would mislead.
    private static func moved(_ node: TemplateNode, to line: Int) -> TemplateNode {
        switch node.content {
        case .scalar: return TemplateNode(node.content, line: line)
        case .list(let elements): return TemplateNode(.list(elements.map { moved($0, to: line) }), line: line)
        case .map(let members):
            var result = TemplateMap()
            for (key, value) in members { result[key] = moved(value, to: line) }
            return TemplateNode(.map(result), line: line)
        }
    }

    // MARK: Loops

    private mutating func loop(_ key: String, _ node: TemplateNode, depth: Int) -> TemplateMap {
        guard let parts = node.list, parts.count == 3, let identifier = parts[0].text, let body = parts[2].map,
            let values = collection(parts[1])
        else {
            notices.append((.malformedLoop(key), node.line))
            return TemplateMap()
        }
        var result = TemplateMap()
        for value in values {
            rounds += 1
            guard rounds <= Self.roundLimit else {
                notices.append((.tooManyRounds(limit: Self.roundLimit), node.line))
                break
            }
            let replaced = Self.replacing(identifier, by: value, in: TemplateNode(.map(body), line: node.line))
            for (name, member) in expanded(replaced, depth: depth).map ?? TemplateMap() { result[name] = member }
        }
        return result
    }

    /// nil if it isn't a list, or not known.
    private func collection(_ node: TemplateNode) -> [String]? {
        let resolved = resolver.resolve(node)
        guard resolved.gaps.isEmpty else { return nil }
        if let elements = resolved.value?.array { return elements.map(TemplateValues.text) }
        // As in SAM, a list may be written as a text.
        return resolved.value?.string?.split(separator: ",").map { $0.filter { $0 != " " } }
    }

    /// `${Name}` is the value, `&{Name}` its letters and digits, `{"Ref": "Name"}` the value too; also in keys.
    private static func replacing(_ name: String, by value: String, in node: TemplateNode) -> TemplateNode {
        func text(_ text: String) -> String {
            guard text.contains("{" + name + "}") else { return text }
            return text.replacing("${\(name)}", with: value)
                .replacing("&{\(name)}", with: String(value.utf8.filter(\.isAlphanumeric).map { Character(.init($0)) }))
        }
        switch node.content {
        case .scalar(.string(let written)): return TemplateNode(.scalar(.string(text(written))), line: node.line)
        case .scalar: return node
        case .list(let elements):
            return TemplateNode(.list(elements.map { replacing(name, by: value, in: $0) }), line: node.line)
        case .map(let members):
            if members.count == 1, members["Ref"]?.text == name {
                return TemplateNode(.scalar(.string(value)), line: node.line)
            }
            var result = TemplateMap()
            for (key, member) in members { result[text(key)] = replacing(name, by: value, in: member) }
            return TemplateNode(.map(result), line: node.line)
        }
    }
}
