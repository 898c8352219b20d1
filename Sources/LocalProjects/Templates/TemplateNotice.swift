// SPDX-License-Identifier: GPL-3.0-or-later

/// What the user should know about a template that was read: facts only.
package struct TemplateNotice: Sendable, Hashable {
    package enum Fact: Sendable, Hashable {
        case parameterWithoutValue(String)
        /// Values that AWS only knows after a deployment, by their names in the template.
        case deployedValues([String])
        case dynamicValues([String])
        case unknownName(String)
        case unsupported(function: String)
        case malformed(function: String)
        case noMapping(String)
        /// A setting whose value isn't known.
        case settingUnknown(member: String, function: String)
        case functionNameUnknown(function: String, name: String)
        case functionNameTaken(function: String, name: String)
        case nullVariable(String, function: String)
        case layerElsewhere(String, functions: [String])
        case stackElsewhere(String)
        case stackUnreadable(String, reason: String)
        case includeUnreadable(String, reason: String)
        case macro(String)
        case malformedLoop(String)
        case tooManyRounds(limit: Int)
    }

    package var fact: Fact
    package var file: String
    package var line: Int
}

extension TemplateNotice: CustomStringConvertible {
    package var description: String { "\(file):\(line): \(fact)" }
}

extension TemplateNotice.Fact: CustomStringConvertible {
    package var description: String {
        switch self {
        case .parameterWithoutValue(let name):
            "the parameter `\(name)` has no value and no default; pass `--parameter \(name)=VALUE`"
        case .deployedValues(let names):
            "only AWS knows \(Self.list(names)); the functions' settings have \(Self.these(names)) instead"
        case .dynamicValues(let names):
            "Systems Manager and Secrets Manager aren't asked for \(Self.list(names)); put the values into a file and "
                + "pass `--resolve FILE`"
        case .unknownName(let name): "`\(name)` is neither a parameter nor a resource of this template"
        case .unsupported(let function): "`\(function)` can't be evaluated here; its argument is used as text"
        case .malformed(let function): "the arguments of `\(function)` are invalid; its value is null"
        case .noMapping(let keys): "the mapping `\(keys)` doesn't exist"
        case .settingUnknown(let member, let function):
            "the value of `\(member)` of \(function) isn't known here, so it isn't set"
        case .functionNameUnknown(let function, let name):
            "the name of \(function) isn't known here or isn't valid; it's listed as `\(name)`"
        case .functionNameTaken(let function, let name):
            "another function has the name of \(function); it's listed as `\(name)`"
        case .nullVariable(let name, let function):
            "CloudFormation refuses null: give the environment variable `\(name)` of \(function) a value, or \"\""
        case .layerElsewhere(let layer, let functions):
            "the layer \(layer) isn't on this machine; \(Self.list(functions)) \(functions.count == 1 ? "runs" : "run") "
                + "without it"
        case .stackElsewhere(let id): "the template of the nested stack \(id) isn't on this machine; it's left out"
        case .stackUnreadable(let id, let reason): "can't read the nested stack \(id): \(reason)"
        case .includeUnreadable(let location, let reason): "can't include \(location): \(reason)"
        case .macro(let name): "the macro `\(name)` only runs in AWS; the template is read without it"
        case .malformedLoop(let name):
            "`\(name)` needs a name, a list that's known here, and a map; it's left out"
        case .tooManyRounds(let limit): "the template's loops have more than \(limit) rounds; the rest is left out"
        }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map { "`\($0)`" }
        let rest = names.count - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
        return shown.count < 2
            ? shown.joined()
            : shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
    }

    private static func these(_ names: [String]) -> String {
        names.count == 1 ? "this name" : "these names"
    }
}
