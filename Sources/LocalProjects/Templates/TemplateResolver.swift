// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LocalFunctions

/// Evaluates a template's functions (Ref, Fn::Sub …) as far as possible without AWS: what only a deployment knows
/// becomes a name that says what it refers to.
struct TemplateResolver {
    private let resources: JSONObject
    private let mappings: JSONObject
    private let conditions: JSONObject
    private var values: [String: JSONValue]
    private let account: LocalAccount
    /// Conditions that are being evaluated: one that refers to itself is false.
    private var open: Set<String> = []

    init(_ root: JSONObject, parameters: [String: String], account: LocalAccount, stack: String) {
        resources = root["Resources"]?.object ?? JSONObject()
        mappings = root["Mappings"]?.object ?? JSONObject()
        conditions = root["Conditions"]?.object ?? JSONObject()
        self.account = account
        values = [
            "AWS::Region": .string(account.region), "AWS::AccountId": .string(account.id),
            "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", "AWS::StackName": .string(stack),
            "AWS::StackId": .string(
                "arn:aws:cloudformation:\(account.region):\(account.id):stack/\(stack)/local"),
        ]
        for (name, value) in root["Parameters"]?.object ?? JSONObject() {
            values[name] = parameters[name].map(JSONValue.string) ?? value.object?["Default"]
        }
    }

    /// `value` without functions; members that evaluate to `AWS::NoValue` are omitted.
    mutating func resolve(_ value: JSONValue) -> JSONValue { resolveOrRemove(value) ?? .null }

    private mutating func resolveOrRemove(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .array(let elements):
            var resolved: [JSONValue] = []
            for element in elements {
                if let element = resolveOrRemove(element) { resolved.append(element) }
            }
            return .array(resolved)
        case .object(let members):
            if members.count == 1, let (name, argument) = members.first.map({ ($0.key, $0.value) }),
                name == "Ref" || name == "Condition" || name.hasPrefix("Fn::")
            {
                return call(name, argument)
            }
            var resolved = JSONObject()
            for (key, member) in members { resolved[key] = resolveOrRemove(member) }
            return .object(resolved)
        default: return value
        }
    }

    private mutating func call(_ name: String, _ argument: JSONValue) -> JSONValue? {
        switch name {
        case "Ref":
            guard argument != "AWS::NoValue" else { return nil }
            return reference(argument.string ?? "")
        case "Condition": return .bool(condition(argument.string ?? ""))
        case "Fn::If":
            guard let parts = argument.array, parts.count == 3 else { return .null }
            return resolveOrRemove(condition(parts[0].string ?? "") ? parts[1] : parts[2])
        case "Fn::Sub": return substitute(argument)
        case "Fn::GetAtt":
            let parts =
                (argument.array ?? argument.string?.split(separator: ".", maxSplits: 1).map { .string(String($0)) })
            return attribute(parts?.first?.string ?? "", parts?.dropFirst().first.map { text(of: resolve($0)) } ?? "")
        case "Fn::Join":
            let parts = resolve(argument).array ?? []
            return .string((parts.last?.array ?? []).map { text(of: $0) }.joined(separator: parts.first?.string ?? ""))
        case "Fn::Split":
            let parts = resolve(argument).array ?? []
            guard let separator = parts.first?.string, let text = parts.last?.string else { return .array([]) }
            return .array(
                text.split(separator: separator, omittingEmptySubsequences: false).map { .string(String($0)) })
        case "Fn::Select":
            let parts = resolve(argument).array ?? []
            guard let index = parts.first.flatMap({ $0.int ?? $0.string.flatMap(Int.init) }),
                let elements = parts.last?.array, elements.indices.contains(index)
            else { return .null }
            return elements[index]
        case "Fn::FindInMap":
            let keys = (resolve(argument).array ?? []).prefix(3).map { text(of: $0) }
            guard keys.count == 3 else { return .null }
            return mappings[keys[0]]?.object?[keys[1]]?.object?[keys[2]] ?? .null
        case "Fn::Equals":
            let parts = resolve(argument).array ?? []
            return .bool(parts.count == 2 && text(of: parts[0]) == text(of: parts[1]))
        case "Fn::Not": return .bool(resolve(argument).array?.first?.bool == false)
        case "Fn::And": return .bool((resolve(argument).array ?? []).allSatisfy { $0.bool == true })
        case "Fn::Or": return .bool((resolve(argument).array ?? []).contains { $0.bool == true })
        case "Fn::Base64": return resolve(argument)
        // Only AWS knows values of other stacks, transformations and availability zones.
        default: return .string(text(of: resolve(argument)))
        }
    }

    /// Whether a named condition is true.
    mutating func condition(_ name: String) -> Bool {
        guard let value = conditions[name], open.insert(name).inserted else { return false }
        defer { open.remove(name) }
        return resolve(value).bool ?? false
    }

    private func reference(_ name: String) -> JSONValue {
        values[name] ?? .string(functionName(name) ?? name)
    }

    /// The function name of a resource; nil for resources of other types.
    private func functionName(_ id: String) -> String? {
        guard let members = resources[id]?.object,
            ["AWS::Serverless::Function", "AWS::Lambda::Function"].contains(members["Type"]?.string)
        else { return nil }
        return members["Properties"]?.object?["FunctionName"]?.string ?? id
    }

    private func attribute(_ id: String, _ name: String) -> JSONValue {
        guard name == "Arn", let function = functionName(id) else { return .string("\(id).\(name)") }
        return .string(account.arn(function))
    }

    /// `${Name}`, `${Resource.Attribute}`, and `${!Literal}`.
    private mutating func substitute(_ argument: JSONValue) -> JSONValue {
        let template = argument.string ?? argument.array?.first?.string ?? ""
        let own = argument.array?.dropFirst().first.flatMap { resolve($0).object } ?? JSONObject()
        var (text, rest) = ("", template[...])
        while let start = rest.firstRange(of: "${") {
            text += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else { return .string(text + "${" + rest) }
            let name = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
            if name.hasPrefix("!") {
                text += "${\(name.dropFirst())}"
            } else if let value = own[name] {
                text += self.text(of: value)
            } else if let dot = name.firstIndex(of: "."), values[name] == nil {
                text += self.text(of: attribute(String(name[..<dot]), String(name[name.index(after: dot)...])))
            } else {
                text += self.text(of: reference(name))
            }
        }
        return .string(text + rest)
    }

    private func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        default: value.description
        }
    }
}
