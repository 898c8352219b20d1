// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LocalFunctions

/// Evaluates the intrinsic functions of a template. What only a deployment knows becomes a readable name, and a gap that
/// says where.
final class TemplateResolver {
    /// What the template's surroundings know.
    struct Surroundings {
        var account: LocalAccount
        var stack: String
        var answers: DynamicAnswers
        /// The names of the nested stacks that contain the template.
        var path: [String] = []
    }

    struct Resolved {
        /// nil for `AWS::NoValue`.
        var value: JSONValue?
        var gaps: [TemplateGap]
    }

    /// Templates cut pieces out of it, so it's a UUID as on AWS: SAM's, from the examples of CloudFormation's manual.
    private static let stackUUID = "51af3dc0-da77-11e4-872e-1234567db123"

    let parameters: TemplateParameters
    let surroundings: Surroundings
    /// Sections that the expansion of loops and included files replaces.
    var mappings = TemplateMap()
    var conditions = TemplateMap()
    var resources = TemplateMap()
    /// An output of a nested stack, by the names of the stack and the output.
    var output: (_ stack: String, _ name: String) -> JSONValue? = { _, _ in nil }

    private let pseudoParameters: [String: JSONValue]
    private var gaps: [TemplateGap] = []
    /// What conditions need, which have no member of their own.
    private(set) var conditionGaps: [TemplateGap] = []
    private var path: [String] = []
    private var known: [String: Bool?] = [:]
    private var names: [String: String] = [:]
    /// Conditions, mappings and names that are being evaluated: one that refers to itself isn't known.
    private var open: Set<String> = []

    init(parameters: TemplateParameters, _ surroundings: Surroundings) {
        self.parameters = parameters
        self.surroundings = surroundings
        let (account, stack) = (surroundings.account, surroundings.stack)
        let isChina = account.region.hasPrefix("cn-")
        let partition = isChina ? "aws-cn" : account.region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
        pseudoParameters = [
            "AWS::Region": .string(account.region), "AWS::AccountId": .string(account.id),
            "AWS::Partition": .string(partition), "AWS::NotificationARNs": .array([]),
            "AWS::URLSuffix": .string(isChina ? "amazonaws.com.cn" : "amazonaws.com"),
            "AWS::StackName": .string(stack),
            "AWS::StackId": .string(
                "arn:\(partition):cloudformation:\(account.region):\(account.id):stack/\(stack)/" + Self.stackUUID),
        ]
    }

    /// Evaluates a value; members and elements that are `AWS::NoValue` are omitted.
    func resolve(_ node: TemplateNode) -> Resolved {
        let (outerGaps, outerPath) = (gaps, path)
        (gaps, path) = ([], [])
        defer { (gaps, path) = (outerGaps, outerPath) }
        let value = evaluate(node).map { replacingReferences(in: $0, line: node.line) }
        return Resolved(value: value, gaps: gaps)
    }

    private func note(_ reason: TemplateGap.Reason, _ line: Int) {
        gaps.append(TemplateGap(reason: reason, line: line, path: path))
    }

    // MARK: Values

    private func evaluate(_ node: TemplateNode) -> JSONValue? {
        if let function = node.function { return call(function.name, function.argument, line: node.line) }
        switch node.content {
        case .scalar(let value): return value
        case .list(let elements): return .array(elements.compactMap(evaluate))
        case .map(let members):
            var resolved = JSONObject()
            for (key, member) in members {
                path.append(key)
                resolved[key] = evaluate(member)
                path.removeLast()
            }
            return .object(resolved)
        }
    }

    private func arguments(_ node: TemplateNode) -> [JSONValue] { evaluate(node)?.array ?? [] }

    private func call(_ name: String, _ argument: TemplateNode, line: Int) -> JSONValue? {
        switch name {
        case "Ref":
            guard let target = argument.text else { return malformed(name, line) }
            // A plain nil would be JSON's null here.
            return target == "AWS::NoValue" ? JSONValue?.none : reference(target, line)
        case "Condition", "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or":
            var map = TemplateMap()
            map[name] = argument
            return .bool(truth(TemplateNode(.map(map), line: line)) ?? false)
        case "Fn::If":
            guard let parts = argument.list, parts.count == 3, let condition = parts[0].text else {
                return malformed(name, line)
            }
            return evaluate(self.condition(condition) ?? false ? parts[1] : parts[2])
        case "Fn::Sub": return substitute(argument, line)
        case "Fn::GetAtt":
            let parts = argument.text?.split(separator: ".", maxSplits: 1).map(String.init)
            let names = parts ?? arguments(argument).map(TemplateValues.text)
            guard names.count >= 2 else { return malformed(name, line) }
            return attribute(names[0], names.dropFirst().joined(separator: "."), line)
        case "Fn::Join": return TemplateValues.join(arguments(argument)) ?? malformed(name, line)
        case "Fn::Split": return TemplateValues.split(arguments(argument)) ?? malformed(name, line)
        case "Fn::Select": return select(argument, line)
        case "Fn::FindInMap": return mapping(argument, line)
        case "Fn::Length": return evaluate(argument).flatMap(TemplateValues.length) ?? malformed(name, line)
        case "Fn::ToJsonString": return .string((evaluate(argument) ?? .null).description)
        case "Fn::Base64": return TemplateValues.base64(evaluate(argument) ?? .null)
        case "Fn::Cidr": return TemplateValues.cidr(arguments(argument)) ?? malformed(name, line)
        case "Fn::GetAZs":
            let region = evaluate(argument)?.string ?? ""
            return TemplateValues.zones(region.isEmpty ? surroundings.account.region : region)
        case "Fn::ImportValue":
            let export = TemplateValues.text(evaluate(argument) ?? .null)
            note(.deployed(export), line)
            return .string(export)
        default:
            note(.unsupported(function: name), line)
            return .string(TemplateValues.text(evaluate(argument) ?? .null))
        }
    }

    private func malformed(_ function: String, _ line: Int) -> JSONValue {
        // An argument that isn't known here is reported instead.
        if gaps.isEmpty { note(.malformed(function: function), line) }
        return .null
    }

    /// Only evaluates the selected element if the list is written out.
    private func select(_ argument: TemplateNode, _ line: Int) -> JSONValue? {
        guard let parts = argument.list, parts.count == 2, let index = TemplateValues.index(evaluate(parts[0])) else {
            return malformed("Fn::Select", line)
        }
        if let elements = parts[1].list {
            return elements.indices.contains(index) ? evaluate(elements[index]) : malformed("Fn::Select", line)
        }
        let before = gaps.count
        let value = evaluate(parts[1])
        if let elements = value?.array, elements.indices.contains(index) { return elements[index] }
        // Any element of a list that isn't known has the same name in its place.
        guard gaps.count > before else { return malformed("Fn::Select", line) }
        return value?.array?.last ?? value
    }

    private func mapping(_ argument: TemplateNode, _ line: Int) -> JSONValue? {
        guard let parts = argument.list, parts.count >= 3 else { return malformed("Fn::FindInMap", line) }
        let keys = parts.prefix(3).map { TemplateValues.text(evaluate($0) ?? .null) }
        let name = keys.joined(separator: ".")
        if let value = mappings[keys[0]]?[keys[1]]?[keys[2]], open.insert("mapping " + name).inserted {
            defer { open.remove("mapping " + name) }
            return evaluate(value)
        }
        if parts.count > 3, let value = parts[3]["DefaultValue"] { return evaluate(value) }
        note(.noMapping(name), line)
        return .string(keys[2])
    }

    /// `${Name}`, `${Resource.Attribute}`, and `${!Literal}`.
    private func substitute(_ argument: TemplateNode, _ line: Int) -> JSONValue? {
        guard let template = argument.text ?? argument.list?.first?.text else { return malformed("Fn::Sub", line) }
        let own = argument.list?.dropFirst().first?.map ?? TemplateMap()
        var (text, rest) = ("", template[...])
        while let start = Self.opening(in: rest) {
            text += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                rest = rest[start.lowerBound...]
                break
            }
            let name = rest[start.upperBound..<end].filter { $0 != " " }
            rest = rest[rest.index(after: end)...]
            if name.hasPrefix("!") {
                text += "${\(name.dropFirst())}"
            } else {
                let value = own[name].map(evaluate) ?? named(name, line)
                text += TemplateValues.text(value ?? .null)
            }
        }
        return .string(text + rest)
    }

    /// The next `${`. A search for a text takes many times as long.
    private static func opening(in text: Substring) -> Range<String.Index>? {
        let bytes = text.utf8
        var start = bytes.startIndex
        while let dollar = bytes[start...].firstIndex(of: UInt8(ascii: "$")) {
            start = bytes.index(after: dollar)
            if start < bytes.endIndex, bytes[start] == UInt8(ascii: "{") { return dollar..<bytes.index(after: start) }
        }
        return nil
    }

    /// A name in `Fn::Sub`: like `Ref`, or with a dot like `Fn::GetAtt`.
    private func named(_ name: String, _ line: Int) -> JSONValue? {
        guard let dot = name.firstIndex(of: "."), resources[String(name[..<dot])] != nil else {
            return reference(name, line)
        }
        let (id, attribute) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
        return qualifier(attribute, of: id).map { .string($0) } ?? self.attribute(id, attribute, line)
    }

    private func replacingReferences(in value: JSONValue, line: Int) -> JSONValue {
        switch value {
        case .string(let text) where text.utf8.contains(UInt8(ascii: "{")) && text.contains("{{resolve:"):
            let (text, open) = surroundings.answers.replacingReferences(in: text)
            for reference in open { note(.dynamic(reference), line) }
            return .string(text)
        case .array(let elements): return .array(elements.map { replacingReferences(in: $0, line: line) })
        case .object(let members):
            var replaced = JSONObject()
            for (key, member) in members {
                path.append(key)
                replaced[key] = replacingReferences(in: member, line: line)
                path.removeLast()
            }
            return .object(replaced)
        default: return value
        }
    }

    // MARK: Conditions

    /// Whether a named condition is true; nil if that can't be known.
    func condition(_ name: String) -> Bool? {
        if let known = known[name] { return known }
        guard let node = conditions[name], open.insert(name).inserted else { return nil }
        let outer = gaps
        gaps = []
        defer {
            open.remove(name)
            conditionGaps += gaps
            gaps = outer
        }
        let result = truth(node)
        known[name] = .some(result)
        return result
    }

    private func truth(_ node: TemplateNode) -> Bool? {
        guard let (name, argument) = node.function else {
            return evaluate(node).flatMap { $0.bool ?? Bool(TemplateValues.text($0)) }
        }
        let parts = argument.list ?? []
        switch name {
        case "Condition": return argument.text.flatMap(condition)
        case "Fn::Not": return parts.first.flatMap(truth).map { !$0 }
        case "Fn::And":
            let truths = parts.map(truth)
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case "Fn::Or":
            let truths = parts.map(truth)
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case "Fn::Equals":
            guard parts.count == 2 else { return nil }
            let before = gaps.count
            let sides = parts.map { TemplateValues.text(evaluate($0) ?? .null) }
            return gaps.count > before ? nil : sides[0] == sides[1]
        default:
            let before = gaps.count
            let value = evaluate(node)
            return gaps.count > before ? nil : value?.bool
        }
    }

    // MARK: Names of resources

    private func reference(_ name: String, _ line: Int) -> JSONValue {
        if let value = parameters.values[name] {
            if let key = parameters.remote[name] { note(.dynamic("ssm:" + key), line) }
            return value
        }
        if parameters.missing[name] != nil {
            note(.parameter(name), line)
            return parameters.missing[name] == true ? .array([.string(name)]) : .string(name)
        }
        if let value = pseudoParameters[name] { return value }
        if let dot = name.firstIndex(of: "."),
            let value = qualifier(String(name[name.index(after: dot)...]), of: String(name[..<dot]))
        {
            return .string(value)
        }
        return .string(physicalName(name, line))
    }

    private func type(_ id: String) -> String? { resources[id]?["Type"]?.text }

    private func property(_ name: String, of id: String) -> TemplateNode? { resources[id]?["Properties"]?[name] }

    /// What `Ref` is for a resource.
    private func physicalName(_ id: String, _ line: Int) -> String {
        guard open.insert("Ref " + id).inserted else { return id }
        defer { open.remove("Ref " + id) }
        let account = surroundings.account
        switch type(id) {
        case "AWS::Serverless::Function", "AWS::Lambda::Function": return functionName(id)
        case "AWS::Lambda::Version": return owner(id).map { account.arn($0, qualifier: "1") } ?? id
        case "AWS::Lambda::Alias":
            guard let function = owner(id), let name = property("Name", of: id) else { return id }
            return account.arn(function, qualifier: TemplateValues.text(evaluate(name) ?? .null))
        case "AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion": return layerARN(id)
        case let type?: return ResourceNames.byType[type].map { $0.reference(chosenName(id, $0), account) } ?? id
        case nil:
            // SAM creates resources itself, whose names start with those of others.
            let isGenerated = id.hasPrefix("Serverless") || resources.contains { id.hasPrefix($0.key) }
            if let (function, alias) = publishedAlias(id) { return account.arn(function, qualifier: alias) }
            if !isGenerated { note(.unknownName(id), line) }
            return id
        }
    }

    /// The name that the template chooses for a resource, or its logical ID.
    private func chosenName(_ id: String, _ names: ResourceNames) -> String {
        guard let node = property(names.property, of: id), open.insert("name of " + id).inserted else { return id }
        defer { open.remove("name of " + id) }
        return evaluate(node).map(TemplateValues.text) ?? id
    }

    /// The ARN of a layer that the template defines.
    func layerARN(_ id: String) -> String {
        let account = surroundings.account
        let name = property("LayerName", of: id).flatMap { resolve($0).value?.string } ?? id
        let path = (surroundings.path + [name]).joined(separator: "-")
        return "arn:aws:lambda:\(account.region):\(account.id):layer:\(path):1"
    }

    /// `Function.Alias`, `Function.Version` and `Function.Arn`, which SAM allows in `Ref` and `Fn::Sub`.
    private func qualifier(_ name: String, of id: String) -> String? {
        guard type(id) == "AWS::Serverless::Function", open.insert("qualifier of " + id).inserted else { return nil }
        defer { open.remove("qualifier of " + id) }
        switch name {
        case "Alias":
            guard let alias = property("AutoPublishAlias", of: id).flatMap({ resolve($0).value?.string }) else {
                return nil
            }
            return surroundings.account.arn(functionName(id), qualifier: alias)
        case "Version": return surroundings.account.arn(functionName(id), qualifier: "1")
        default: return nil
        }
    }

    /// The function and the alias whose logical ID SAM derives from both.
    private func publishedAlias(_ id: String) -> (function: String, alias: String)? {
        for (function, _) in resources where id.hasPrefix(function + "Alias") {
            guard let alias = property("AutoPublishAlias", of: function).flatMap({ resolve($0).value?.string }),
                id == function + "Alias" + alias.filter({ $0.isLetter || $0.isNumber })
            else { continue }
            return (functionName(function), alias)
        }
        return nil
    }

    /// The function that a version, an alias or a URL belongs to.
    func owner(_ id: String) -> String? {
        let name = property("FunctionName", of: id) ?? property("TargetFunctionArn", of: id)
        guard let text = name.flatMap({ resolve($0).value?.string }) else { return nil }
        // It may be an ARN.
        let parts = text.split(separator: ":")
        return parts.count > 6 ? String(parts[6]) : text
    }

    /// The name of a function: its `FunctionName`, or in its place the logical ID after those of the nested stacks.
    func functionName(_ id: String) -> String {
        if let known = names[id] { return known }
        let fallback = (surroundings.path + [id]).joined(separator: "-")
        guard let node = property("FunctionName", of: id), open.insert("name of " + id).inserted else {
            return fallback
        }
        defer { open.remove("name of " + id) }
        let resolved = resolve(node)
        let name = resolved.value?.string ?? ""
        names[id] = Self.isFunctionName(name) ? name : fallback
        return names[id] ?? fallback
    }

    /// AWS allows 64 characters; here the name of the stack may be longer than the real one.
    private static func isFunctionName(_ name: String) -> Bool {
        (1...128).contains(name.utf8.count) && name.utf8.allSatisfy(\.isNameCharacter)
    }

    private func attribute(_ id: String, _ name: String, _ line: Int) -> JSONValue {
        let account = surroundings.account
        switch (type(id), name) {
        case ("AWS::Serverless::Function", "Arn"), ("AWS::Lambda::Function", "Arn"):
            return .string(account.arn(functionName(id)))
        case ("AWS::Lambda::Version", "Version"): return "1"
        case ("AWS::Lambda::Version", "FunctionArn"), ("AWS::Lambda::Alias", "AliasArn"),
            ("AWS::Lambda::LayerVersion", "LayerVersionArn"):
            return .string(physicalName(id, line))
        case ("AWS::Serverless::Application", _), ("AWS::CloudFormation::Stack", _):
            if name.hasPrefix("Outputs."), let value = output(id, String(name.dropFirst(8))) { return value }
        case (let type?, _):
            guard let names = ResourceNames.byType[type] else { break }
            if name == names.arnAttribute { return .string(names.arn(chosenName(id, names), account)) }
            // Attributes such as `QueueName` are named like the property.
            if name == names.property { return .string(chosenName(id, names)) }
        default: break
        }
        note(.deployed("\(id).\(name)"), line)
        return .string("\(id).\(name)")
    }
}
