// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import SystemPackage

/// Values for what AWS resolves when it deploys a template: `{{resolve:ssm:…}}`, `{{resolve:secretsmanager:…}}` and
/// parameters whose value is in Systems Manager. The values are secrets.
package struct DynamicAnswers: Sendable {
    private var values = JSONObject()

    package init() {}

    /// - Parameter file: JSON or YAML with values by their names, or a `.env` file.
    package init(parsing bytes: [UInt8], file: FilePath) throws(TemplateFault) {
        if file.extension == "env" || file.lastComponent?.string == ".env" {
            let variables = DotEnv.variables(in: String(decoding: bytes, as: UTF8.self))
            for (name, value) in variables { values[name] = .string(value) }
            return
        }
        guard let members = try TemplateText.node(of: bytes).json.object else {
            throw .unreadable(reason: "it must be an object of names and values")
        }
        values = members
    }

    /// The value of a reference such as `/orders/key` of the service `ssm`, or `db:SecretString:password` of
    /// `secretsmanager`. The file names it with or without its service, and may have a secret's members as an object.
    func answer(service: String, key: String) -> String? {
        let parts = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        for name in ["\(service):\(key)", key] {
            if let value = values[name] { return Self.text(value) }
        }
        guard service == "secretsmanager" else {
            // A version may follow the name.
            guard parts.count > 1, Int(parts[parts.count - 1]) != nil else { return nil }
            return answer(service: service, key: parts.dropLast().joined(separator: ":"))
        }
        // A secret may be named by its ARN, which has seven parts.
        let length = parts.first == "arn" ? min(7, parts.count) : 1
        let secret = parts[..<length].joined(separator: ":")
        guard let value = values["\(service):\(secret)"] ?? values[secret] else { return nil }
        guard parts.count > length + 1, !parts[length + 1].isEmpty else { return Self.text(value) }
        let members = value.object ?? value.string.flatMap { try? JSONValue(parsing: $0).object }
        return members?[parts[length + 1]].map(Self.text)
    }

    private static func text(_ value: JSONValue) -> String { value.string ?? value.description }
}

extension DynamicAnswers {
    /// `text` with its references replaced by their values; those without a value stay, and are returned.
    func replacingReferences(in text: String) -> (text: String, open: [String]) {
        var (result, rest, open) = ("", text[...], [String]())
        while let start = rest.firstRange(of: "{{resolve:") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else { break }
            let reference = rest[start.upperBound..<end.lowerBound]
            result += rest[..<start.lowerBound]
            let parts = reference.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let service = parts.first == "ssm-secure" ? "ssm" : String(parts.first ?? "")
            if parts.count == 2, let value = answer(service: service, key: String(parts[1])) {
                result += value
            } else {
                result += rest[start.lowerBound..<end.upperBound]
                open.append(String(reference))
            }
            rest = rest[end.upperBound...]
        }
        return (result + rest, open)
    }
}
