// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LocalFunctions
import SystemPackage

/// One template that's being read, with the nested stacks in it.
final class TemplateStack {
    /// Reads a file, by its absolute path.
    typealias Read = (FilePath) throws(TemplateFault) -> [UInt8]

    /// What all stacks of a template share.
    final class Shared {
        let read: Read
        /// Layers of all stacks, by ARN: a stack may pass one to another.
        fileprivate(set) var layers: [String: TemplateLayer] = [:]
        let notices = TemplateNotices()
        private var names: Set<String> = []

        init(read: @escaping Read) { self.read = read }

        fileprivate func take(_ name: String) -> Bool { names.insert(name).inserted }
    }

    private let file: FilePath
    private let shared: Shared
    private let resolver: TemplateResolver
    private let globals: TemplateGlobals
    private let outputs: TemplateMap
    private let ancestors: [FilePath]
    private let findings: TemplateFindings
    private var children: [String: TemplateStack?] = [:]

    private static let depthLimit = 10

    init(
        _ file: FilePath, title: String, parameters: [String: String], _ surroundings: TemplateResolver.Surroundings,
        _ shared: Shared, ancestors: [FilePath] = []
    ) throws(TemplateFault) {
        guard var root = try TemplateText.node(of: try shared.read(file)).map else { throw .noResources }
        self.file = file
        findings = TemplateFindings(title: title, shared.notices)
        self.shared = shared
        self.ancestors = ancestors + [file]
        let declared = root["Parameters"]?.map ?? TemplateMap()
        resolver = TemplateResolver(
            parameters: TemplateParameters(declared, given: parameters, answers: surroundings.answers), surroundings)
        var expansion = TemplateExpansion(resolver) { path throws(TemplateFault) in
            try shared.read(file.removingLastComponent().pushing(FilePath(path)))
        }
        root = expansion.includingTransforms(of: root)
        guard let resources = root["Resources"], resources.map != nil else { throw .noResources }
        // Loops may be over what's in a mapping.
        resolver.mappings = root["Mappings"].map { expansion.expanded($0) }?.map ?? TemplateMap()
        resolver.conditions = root["Conditions"].map { expansion.expanded($0) }?.map ?? TemplateMap()
        resolver.resources = expansion.expanded(resources).map ?? TemplateMap()
        globals = TemplateGlobals(root["Globals"].map { expansion.expanded($0) })
        outputs = root["Outputs"].map { expansion.expanded($0) }?.map ?? TemplateMap()
        for notice in expansion.notices { findings.note(notice.fact, notice.line) }
        resolver.output = { [unowned self] stack, name in child(stack)?.output(name) }
        for (id, resource) in resolver.resources {
            if let layer = layer(resource) { shared.layers[resolver.layerARN(id)] = layer }
        }
    }

    // MARK: Functions

    /// The functions of the template and its nested stacks, in template order, without those whose condition is false.
    func functions() -> [TemplateFunction] {
        var functions: [TemplateFunction] = []
        let (qualifiers, urls) = (declaredQualifiers(), declaredURLs())
        for (id, resource) in resolver.resources where isCreated(resource) {
            switch resource["Type"]?.text {
            case "AWS::Serverless::Function":
                let own = resource["Properties"]?.map ?? TemplateMap()
                let properties = globals.merged(into: own, ignoring: resource["IgnoreGlobals"])
                functions.append(function(id, resource, properties, qualifiers, urls))
            case "AWS::Lambda::Function":
                functions.append(function(id, resource, resource["Properties"]?.map ?? TemplateMap(), qualifiers, urls))
            case "AWS::Serverless::Application", "AWS::CloudFormation::Stack":
                functions += child(id)?.functions() ?? []
            default: break
            }
        }
        findings.note(resolver.conditionGaps)
        findings.finish()
        return functions
    }

    /// A resource is created unless its condition is known to be false.
    private func isCreated(_ resource: TemplateNode) -> Bool {
        guard let condition = resource["Condition"]?.text else { return true }
        return resolver.condition(condition) ?? true
    }

    private func function(
        _ id: String, _ resource: TemplateNode, _ properties: TemplateMap,
        _ qualifiers: [String: DeclaredQualifiers], _ urls: [String: JSONValue]
    ) -> TemplateFunction {
        let name = name(id, resource)
        var settings = JSONObject()
        for (member, node) in properties {
            guard let target = Self.settings[member] else { continue }
            if let value = setting(member, node, of: name) { settings[target] = value }
        }
        if let node = properties["Environment"] { settings["Environment"] = environment(node, of: name) }
        if let url = urls[name] { settings["FunctionUrlConfig"] = url }
        var declared = qualifiers[name] ?? DeclaredQualifiers()
        if let alias = properties["AutoPublishAlias"].flatMap({ resolver.resolve($0).value?.string }) {
            declared.versions.insert(1)
            declared.aliases[alias] = "1"
        }
        let layers = layers(properties["Layers"], of: name)
        return TemplateFunction(
            name: name, otherNames: otherNames(id, resource), code: code(resource, properties), settings: settings,
            metadata: resource["Metadata"].flatMap { resolver.resolve($0).value?.object } ?? JSONObject(),
            layers: layers.compactMap { shared.layers[$0] }, layerARNs: layers, qualifiers: declared,
            place: "\(findings.title):\(resource.line)")
    }

    private func otherNames(_ id: String, _ resource: TemplateNode) -> [String] {
        let path = resolver.surroundings.path
        let paths = path.isEmpty ? [] : [(path + [id]).joined(separator: "/")]
        return [id] + paths + [resource["Metadata"]?["aws:cdk:path"]?.text].compactMap(\.self)
    }

    private func name(_ id: String, _ resource: TemplateNode) -> String {
        let name = resolver.functionName(id)
        if let node = resource["Properties"]?["FunctionName"] {
            let resolved = resolver.resolve(node)
            findings.note(resolved.gaps.filter { !$0.reason.isDeployed })
            if resolved.value?.string != name || resolved.gaps.contains(where: { $0.reason.isUnknown }) {
                findings.note(.functionNameUnknown(function: id, name: name), node.line)
            }
        }
        if shared.take(name) { return name }
        let other = (resolver.surroundings.path + [id]).joined(separator: "-")
        findings.note(.functionNameTaken(function: id, name: other), resource.line)
        _ = shared.take(other)
        return other
    }

    /// The properties of both kinds of functions that are settings, and their names in Lambda's API.
    private static let settings: [String: String] = {
        let names = FunctionProperties.allNames.filter { !["Role", "Layers"].contains($0) }
        let places = ["Code", "CodeUri", "ImageUri"]
        return Dictionary(uniqueKeysWithValues: (names + places).map { ($0, $0) }).merging([
            "Tracing": "TracingConfig", "KmsKeyArn": "KMSKeyArn", "DeadLetterQueue": "DeadLetterConfig",
        ]) { $1 }
    }()

    /// nil if it isn't set, or if its value isn't known.
    private func setting(_ member: String, _ node: TemplateNode, of function: String) -> JSONValue? {
        let resolved = resolver.resolve(node)
        guard let value = resolved.value, !value.isNull else { return nil }
        switch member {
        case "Environment": return nil
        case "Runtime", "Handler":
            findings.note(resolved.gaps)
            return .string(TemplateValues.text(value))
        case "Timeout", "MemorySize", "ReservedConcurrentExecutions", "EphemeralStorage":
            findings.note(resolved.gaps)
            guard resolved.gaps.isEmpty else {
                findings.note(.settingUnknown(member: member, function: function), node.line)
                return nil
            }
            return Self.number(value)
        case "Tracing": return ["Mode": value]
        default: return value
        }
    }

    /// CloudFormation accepts numbers as texts.
    private static func number(_ value: JSONValue) -> JSONValue {
        if let number = value.string.flatMap(Int.init) { return .number(JSONNumber(number)) }
        guard var members = value.object, let size = members["Size"] else { return value }
        members["Size"] = number(size)
        return .object(members)
    }

    /// nil if it isn't set. Other values than texts become texts, except for null, which CloudFormation refuses.
    private func environment(_ node: TemplateNode, of function: String) -> JSONValue? {
        let resolved = resolver.resolve(node)
        findings.note(resolved.gaps)
        guard let value = resolved.value, !value.isNull else { return nil }
        guard let members = value["Variables"]?.object else { return value }
        var texts = JSONObject()
        for (name, value) in members {
            guard !value.isNull || resolved.gaps.contains(where: { $0.path.contains(name) }) else {
                findings.note(.nullVariable(name, function: function), node["Variables"]?[name]?.line ?? node.line)
                texts[name] = .null
                continue
            }
            texts[name] = .string(TemplateValues.text(value))
        }
        return ["Variables": .object(texts)]
    }

    private func code(_ resource: TemplateNode, _ properties: TemplateMap) -> TemplateFunction.Code {
        func value(_ member: String) -> JSONValue? {
            let value = properties[member].flatMap { resolver.resolve($0).value }
            return value?.isNull ?? true ? nil : value
        }
        let code = value("Code")
        if value("PackageType")?.string == "Image" || value("ImageUri") != nil || code?["ImageUri"] != nil {
            return .image(image(resource, properties))
        }
        if let path = resource["Metadata"]?["aws:asset:path"]?.text { return .local(absolute(path)) }
        if let text = value("InlineCode")?.string ?? code?["ZipFile"]?.string { return .inline(text) }
        let location = properties["CodeUri"] ?? properties["Code"]
        // SAM uses the template's own folder by default.
        guard let location, let path = value("CodeUri") ?? code else { return .local(absolute("")) }
        let gaps = resolver.resolve(location).gaps
        findings.note(gaps)
        guard let path = path.string, !gaps.contains(where: \.reason.isDeployed), !Self.isRemote(path) else {
            return .elsewhere
        }
        return .local(absolute(path))
    }

    private func image(_ resource: TemplateNode, _ properties: TemplateMap) -> ImageBuild? {
        func members(_ node: TemplateNode?) -> JSONObject { node.flatMap { resolver.resolve($0).value?.object } ?? [:] }
        return ImageBuild(
            metadata: members(resource["Metadata"]),
            properties: ["ImageConfig": .object(members(properties["ImageConfig"]))], in: file.removingLastComponent())
    }

    private static func isRemote(_ path: String) -> Bool {
        ["s3://", "http://", "https://"].contains { path.hasPrefix($0) }
    }

    private func absolute(_ path: String) -> FilePath {
        let path = path.hasPrefix("file://") ? String(path.dropFirst(7)) : path
        return file.removingLastComponent().pushing(FilePath(path)).lexicallyNormalized()
    }

    // MARK: Layers, versions and aliases

    private func layer(_ resource: TemplateNode) -> TemplateLayer? {
        let member: String
        switch resource["Type"]?.text {
        case "AWS::Serverless::LayerVersion": member = "ContentUri"
        case "AWS::Lambda::LayerVersion": member = "Content"
        default: return nil
        }
        let metadata = resource["Metadata"]
        let path =
            metadata?["aws:asset:path"]?.text
            ?? resource["Properties"]?[member].flatMap { resolver.resolve($0).value?.string }
        guard let path, !Self.isRemote(path) else { return nil }
        let method = metadata?["BuildMethod"]?.text ?? ""
        let subfolder = ["python", "nodejs"].first { method.hasPrefix($0) }
        return TemplateLayer(path: absolute(path), subfolder: subfolder)
    }

    /// The ARNs of a function's layers.
    private func layers(_ node: TemplateNode?, of function: String) -> [String] {
        guard let node else { return [] }
        let resolved = resolver.resolve(node)
        findings.note(resolved.gaps.filter { !$0.reason.isDeployed })
        let names = (resolved.value?.array ?? []).map(TemplateValues.text)
        for name in names where shared.layers[name] == nil {
            findings.noteMissing(layer: name, of: function, node.line)
        }
        return names
    }

    /// What the resources `AWS::Lambda::Version` and `AWS::Lambda::Alias` declare, by the functions' names.
    private func declaredQualifiers() -> [String: DeclaredQualifiers] {
        var qualifiers: [String: DeclaredQualifiers] = [:]
        for (id, resource) in resolver.resources where isCreated(resource) {
            switch resource["Type"]?.text {
            case "AWS::Lambda::Version":
                if let function = resolver.owner(id) { qualifiers[function, default: .init()].versions.insert(1) }
            case "AWS::Lambda::Alias":
                func text(_ member: String) -> String? {
                    resource["Properties"]?[member].flatMap { resolver.resolve($0).value }.map(TemplateValues.text)
                }
                guard let function = resolver.owner(id), let name = text("Name") else { continue }
                let version = text("FunctionVersion") == FunctionDefinition.latest ? FunctionDefinition.latest : "1"
                qualifiers[function, default: .init()].aliases[name] = version
                if version == "1" { qualifiers[function, default: .init()].versions.insert(1) }
            default: break
            }
        }
        return qualifiers
    }

    /// What the resources `AWS::Lambda::Url` declare, by the functions' names, in the form of SAM's `FunctionUrlConfig`.
    private func declaredURLs() -> [String: JSONValue] {
        var urls: [String: JSONValue] = [:]
        for (id, resource) in resolver.resources where resource["Type"]?.text == "AWS::Lambda::Url" {
            guard isCreated(resource), let function = resolver.owner(id), let properties = resource["Properties"] else {
                continue
            }
            urls[function] = resolver.resolve(properties).value
        }
        return urls
    }

    // MARK: Nested stacks

    private func output(_ name: String) -> JSONValue? {
        outputs[name]?["Value"].flatMap { resolver.resolve($0).value }
    }

    /// nil if it can't be read, which a notice says.
    private func child(_ id: String) -> TemplateStack? {
        if let known = children[id] { return known }
        children[id] = .some(nil)
        let child = resolver.resources[id].flatMap { openChild(id, $0) }
        children[id] = .some(child)
        return child
    }

    private func openChild(_ id: String, _ resource: TemplateNode) -> TemplateStack? {
        let properties = resource["Properties"]
        let location = (properties?["Location"] ?? properties?["TemplateURL"]).map(resolver.resolve)
        let asset = resource["Metadata"]?["aws:asset:path"]?.text
        guard let path = asset ?? (location?.gaps.isEmpty == true ? location?.value?.string : nil), !Self.isRemote(path)
        else {
            findings.note(.stackElsewhere(id), resource.line)
            return nil
        }
        let file = absolute(path)
        do throws(TemplateFault) {
            guard !ancestors.contains(file), ancestors.count < Self.depthLimit else {
                throw .unreadable(reason: "it contains itself")
            }
            var surroundings = resolver.surroundings
            surroundings.stack += "-\(id)"
            surroundings.path.append(id)
            return try TemplateStack(
                file,
                title: FilePath(findings.title).removingLastComponent().pushing(FilePath(path)).lexicallyNormalized()
                    .string,
                parameters: childParameters(properties?["Parameters"]), surroundings, shared, ancestors: ancestors)
        } catch {
            findings.note(.stackUnreadable(id, reason: error.description), resource.line)
            return nil
        }
    }

    private func childParameters(_ node: TemplateNode?) -> [String: String] {
        var parameters: [String: String] = [:]
        for (name, node) in node?.map ?? TemplateMap() {
            let resolved = resolver.resolve(node)
            findings.note(resolved.gaps)
            guard let value = resolved.value else { continue }
            parameters[name] =
                value.array?.map(TemplateValues.text).joined(separator: ",") ?? TemplateValues.text(value)
        }
        return parameters
    }
}
