// SPDX-License-Identifier: GPL-3.0-or-later

/// An operation of the Lambda API: how its request is made, and where its answer holds what.
public struct LambdaOperation: Sendable, Equatable {
    /// As AWS writes it: `ListFunctions`.
    public var name: String
    public var method: String
    /// With labels, as `/2015-03-31/functions/{FunctionName}`; without a query.
    public var path: String
    /// What the query always holds, as `List=ALL`; empty for most.
    public var query: String
    /// What a request may hold, required members first wherever AWS's model has them first.
    public var members: [OperationMember]
    /// The member of an answer that holds the elements, where the operation answers in pages (request member `Marker`,
    /// answer member `NextMarker`).
    public var pageMember: String?
    /// Members of the answer that are not in its JSON body.
    public var answerMembers: [AnswerMember]

    public func member(named name: String) -> OperationMember? { members.first { $0.name == name } }

    /// As the AWS CLI writes it: `list-functions`.
    public var optionName: String { KebabCase.of(name) }

    /// Whether it runs a function.
    public var isInvocation: Bool { name.hasPrefix("Invoke") }
}

/// A member of an operation's request.
public struct OperationMember: Sendable, Equatable {
    public enum Location: Sendable, Equatable {
        /// A label of the path.
        case path
        case query(String)
        case header(String)
        /// A member of the JSON object that is the body.
        case body
        /// The whole body.
        case payload
    }

    public enum Kind: String, Sendable {
        case string, integer, long, boolean, timestamp, structure, list, map
        /// Bytes: base64 in a JSON body, themselves as a payload.
        case blob
    }

    /// As AWS writes it; `Code.ZipFile` for a member of a member.
    public var name: String
    public var location: Location
    public var kind: Kind
    public var isRequired: Bool
    /// Filled with a new UUID where the caller gives none, so that a repeated request counts once.
    public var isIdempotencyToken: Bool
    /// The values that AWS documents; others may have come since. Empty for most.
    public var values: [String]

    /// As the AWS CLI writes it: `function-name`; `zip-file` for `Code.ZipFile`.
    public var optionName: String { KebabCase.of(lastName) }

    /// `name` without the members that it is in.
    public var lastName: String { String(name.split(separator: ".").last ?? "") }
}

/// A member of an answer that is not in its JSON body.
public struct AnswerMember: Sendable, Equatable {
    public enum Location: Sendable, Equatable {
        case status
        case header(String)
        /// The body is not a JSON object with members, but this member's value.
        case payload
    }

    public var name: String
    public var location: Location
}
