// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions
package import JSON

/// A SAM or CloudFormation template.
package struct DeploymentTemplate: Sendable {
    package struct Resource: Sendable {
        package var id: String
        package var type: String
        /// The template's functions are resolved where that's possible.
        package var properties: JSONObject
        package var metadata: JSONObject
    }

    /// In template order, without those whose condition is false.
    package let resources: [Resource]

    /// - Parameter parameters: values for the template's parameters, which override their defaults.
    package init(
        parsing bytes: [UInt8], parameters: [String: String] = [:], account: LocalAccount, stack: String
    ) throws(TemplateFault) {
        let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
        let value: JSONValue
        if isJSON, let parsed = try? JSONValue(parsing: bytes) {
            value = parsed
        } else {
            value = try YAMLReader.value(of: bytes)
        }
        guard let root = value.object, let resources = root["Resources"]?.object else { throw .noResources }
        var resolver = TemplateResolver(root, parameters: parameters, account: account, stack: stack)
        let globals = root["Globals"]?.object?["Function"]?.object ?? JSONObject()
        var found: [Resource] = []
        for (id, value) in resources {
            guard let members = value.object, let type = members["Type"]?.string else { continue }
            if let condition = members["Condition"]?.string, !resolver.condition(condition) { continue }
            var properties = members["Properties"]?.object ?? JSONObject()
            if type == "AWS::Serverless::Function" { properties = Self.merge(globals, properties) }
            let resolved = resolver.resolve(.object(properties)).object ?? JSONObject()
            found.append(
                Resource(
                    id: id, type: type, properties: resolved, metadata: members["Metadata"]?.object ?? JSONObject()))
        }
        self.resources = found
    }

    /// As in SAM: objects are merged, lists are concatenated, everything else is replaced.
    private static func merge(_ globals: JSONObject, _ own: JSONObject) -> JSONObject {
        var merged = globals
        for (key, value) in own {
            switch (merged[key], value) {
            case (.object(let global)?, .object(let object)): merged[key] = .object(merge(global, object))
            case (.array(let global)?, .array(let array)): merged[key] = .array(global + array)
            default: merged[key] = value
            }
        }
        return merged
    }
}
