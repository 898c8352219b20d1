// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A function as callers name it: a name, a partial ARN or an ARN, with an optional qualifier.
package struct FunctionReference: Hashable, Sendable {
    package var region: String?
    package var account: String?
    package var name: String
    package var qualifier: String?

    /// The constraint for FunctionName in Lambda's service model, as its messages quote it.
    package static let pattern =
        #"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?"#
        + #"(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"#

    package static let lengthLimit = 256

    package init(name: String, qualifier: String? = nil) {
        self.name = name
        self.qualifier = qualifier
    }

    /// nil if `text` doesn't match `pattern`.
    package init?(parsing text: String) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)[...]
        var isARN = false
        if parts.first == "arn" {
            guard parts.count > 3, Self.isPartition(parts[1]), parts[2] == "lambda" else { return nil }
            parts.removeFirst(3)
            isARN = true
        }
        guard let reference = Self.match(parts, at: .region), !isARN || parts.count > 0 else { return nil }
        self = reference
    }

    /// The optional parts of a reference, in order.
    private enum Part { case region, account, literal }

    /// Consumes each optional part if it matches, and skips it if the rest wouldn't match, as the pattern does.
    private static func match(_ parts: ArraySlice<Substring>, at part: Part) -> FunctionReference? {
        guard let first = parts.first else { return nil }
        let rest = parts.dropFirst()
        switch part {
        case .region:
            if isRegion(first), var reference = match(rest, at: .account) {
                reference.region = String(first)
                return reference
            }
            return match(parts, at: .account)
        case .account:
            if first.utf8.count == 12, first.utf8.allSatisfy(\.isDigit), var reference = match(rest, at: .literal) {
                reference.account = String(first)
                return reference
            }
            return match(parts, at: .literal)
        case .literal:
            if first == "function", let reference = nameAndQualifier(rest) { return reference }
            return nameAndQualifier(parts)
        }
    }

    private static func nameAndQualifier(_ parts: ArraySlice<Substring>) -> FunctionReference? {
        guard let name = parts.first, parts.count <= 2, !name.isEmpty else { return nil }
        guard name.utf8.allSatisfy({ $0.isNameCharacter || $0 == UInt8(ascii: ".") }) else { return nil }
        guard let qualifier = parts.dropFirst().first else { return FunctionReference(name: String(name)) }
        guard isQualifierInName(qualifier) else { return nil }
        return FunctionReference(name: String(name), qualifier: String(qualifier))
    }

    private static func isQualifierInName(_ text: Substring) -> Bool {
        text == "$LATEST" || text == "$LATEST.PUBLISHED"
            || !text.isEmpty
                && text.utf8.allSatisfy(\.isNameCharacter)
    }

    /// `aws` with AWS's suffixes, or nothing.
    private static func isPartition(_ text: Substring) -> Bool {
        text.isEmpty
            || text.hasPrefix("aws") && text.utf8.dropFirst(3).allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") }
    }

    /// `us-east-1`, `us-gov-west-1`, `us-isob-east-1`, `eusc-de-east-1`.
    private static func isRegion(_ text: Substring) -> Bool {
        var parts = text.split(separator: "-", omittingEmptySubsequences: false)[...]
        if parts.first == "eusc" { parts.removeFirst() }
        guard let country = parts.popFirst(), country.utf8.count == 2, country.utf8.allSatisfy(\.isLowercase) else {
            return false
        }
        if let part = parts.first, part == "gov" || part.hasPrefix("iso") && part.utf8.count <= 4, parts.count == 3 {
            parts.removeFirst()
        }
        guard parts.count == 2, let area = parts.popFirst(), let number = parts.popFirst() else { return false }
        return !area.isEmpty && area.utf8.allSatisfy(\.isLowercase) && number.utf8.count == 1
            && number.utf8.allSatisfy(\.isDigit)
    }
}

/// The query parameter `Qualifier`.
package enum Qualifier {
    /// The constraint in Lambda's service model, as its messages quote it.
    package static let pattern = #"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"#
    package static let lengthLimit = 128

    package static func isWellFormed(_ text: String) -> Bool {
        text == "$LATEST.PUBLISHED"
            || !text.isEmpty
                && text.utf8.allSatisfy { $0.isNameCharacter || $0 == UInt8(ascii: "$") }
    }
}
