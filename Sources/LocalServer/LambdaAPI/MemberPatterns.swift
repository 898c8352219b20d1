// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON

/// The service model's patterns for members, which its table leaves out. References to functions have their own.
enum MemberPatterns {
    /// - Parameter operation: AWS's name.
    static func failures(of operation: String, _ members: JSONObject) -> [ValidationFailure] {
        rules(of: operation).compactMap { rule in
            guard let text = members[rule.member]?.string, !rule.isMatch(text) else { return nil }
            return ValidationFailure(
                value: text, member: rule.member.prefix(1).lowercased() + rule.member.dropFirst(),
                constraint: .pattern(rule.pattern))
        }
    }

    private struct Rule {
        var member: String
        /// As AWS's messages quote it.
        var pattern: String
        var isMatch: @Sendable (String) -> Bool
    }

    private static func rules(of operation: String) -> [Rule] {
        switch operation {
        case "CreateFunction", "UpdateFunctionConfiguration": [role, handler]
        case "CreateAlias": [aliasName]
        case "AddPermission": [statementId]
        case "ListTags", "TagResource", "UntagResource": [resource]
        case "CreateFunctionUrlConfig", "GetFunctionUrlConfig", "UpdateFunctionUrlConfig", "DeleteFunctionUrlConfig":
            [aliasQualifier]
        default: []
        }
    }

    private static let role = Rule(
        member: "Role", pattern: #"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+"#
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && isARN(parts, of: "iam") && parts[3].isEmpty && isAccount(parts[4])
            && parts[5].hasPrefix("role") && parts[5].utf8.count > 4
            && parts[5].utf8.allSatisfy { $0.isNameCharacter || "+=,.@/".utf8.contains($0) }
    }

    private static let handler = Rule(member: "Handler", pattern: #"[^\s]+"#) { text in
        !text.isEmpty && !text.unicodeScalars.contains(where: \.properties.isWhitespace)
    }

    private static let aliasName = Rule(member: "Name", pattern: "(?!^[0-9]+$)([a-zA-Z0-9-_]+)", isMatch: Alias.isName)

    private static let aliasQualifier = Rule(
        member: "Qualifier", pattern: #"((?!^\d+$)^[0-9a-zA-Z-_]+$)"#, isMatch: Alias.isName)

    private static let statementId = Rule(member: "StatementId", pattern: "([a-zA-Z0-9-_]+)") { text in
        !text.isEmpty && text.utf8.allSatisfy(\.isNameCharacter)
    }

    private static let resource = Rule(
        member: "Resource",
        pattern: #"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:"#
            + #"(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|"#
            + #"code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-"#
            + #"[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)"#
    ) { text in
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, isARN(parts, of: "lambda"), isAccount(parts[4]) else { return false }
        let kinds = ["function", "layer", "code-signing-config", "event-source-mapping", "capacity-provider"]
        let resource = parts[5].split(separator: ":", omittingEmptySubsequences: false)
        return kinds.contains(String(resource[0])) && resource.count > 1
            && FunctionReference(parsing: text.replacingResource(with: "function")) != nil
    }

    private static func isARN(_ parts: [Substring], of service: String) -> Bool {
        parts[0] == "arn" && parts[2] == service && (parts[1].isEmpty || parts[1].hasPrefix("aws"))
            && parts[1].utf8.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") }
    }

    private static func isAccount(_ text: Substring) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy(\.isDigit)
    }
}

extension String {
    /// The same ARN with another kind of resource.
    fileprivate func replacingResource(with kind: String) -> String {
        var parts = split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        parts[5] = kind
        return parts.joined(separator: ":")
    }
}
