// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The values of a template's parameters: what the user passed, or their defaults.
struct TemplateParameters {
    private(set) var values: [String: JSONValue] = [:]
    /// Those without a value, and whether they're lists.
    private(set) var missing: [String: Bool] = [:]
    /// Those whose value is in the Systems Manager of AWS: the names there.
    private(set) var remote: [String: String] = [:]

    /// AllowedValues and other constraints aren't checked: SAM doesn't check them locally either.
    ///
    /// - Parameter given: lists are separated by commas.
    init(_ section: TemplateMap, given: [String: String], answers: DynamicAnswers) {
        for (name, declaration) in section {
            let type = declaration["Type"]?.text ?? "String"
            let value = given[name].map(JSONValue.string) ?? declaration["Default"]?.json
            guard let value, !value.isNull else {
                missing[name] = Self.isList(type)
                continue
            }
            values[name] = Self.isList(type) ? Self.elements(value) : value
            guard type.hasPrefix("AWS::SSM::Parameter::Value<"), let key = value.string else { continue }
            if let answer = answers.answer(service: "ssm", key: key) {
                values[name] = Self.isList(type) ? Self.elements(.string(answer)) : .string(answer)
            } else if given[name] == nil {
                // What the user passed is meant as the value itself.
                remote[name] = key
            }
        }
    }

    private static func isList(_ type: String) -> Bool {
        type.contains("CommaDelimitedList") || type.contains("List<")
    }

    private static func elements(_ value: JSONValue) -> JSONValue {
        guard let text = value.string ?? value.int.map(String.init) else { return value }
        guard !text.isEmpty else { return .array([]) }
        return .array(
            text.split(separator: ",", omittingEmptySubsequences: false).map { .string($0.trimmed) })
    }
}
