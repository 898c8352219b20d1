// SPDX-License-Identifier: GPL-3.0-or-later

/// An operation of a service: how its request is made, and what its answer holds. It carries all it refers to.
package struct ServiceOperation: Sendable {
    package let service: ServiceFacts
    /// As AWS writes it: `ListFunctions`.
    package let name: String
    package let method: String
    /// With labels, as `/2015-03-31/functions/{FunctionName}`; `{Key+}` keeps its slashes. Without a query.
    package let path: String
    /// What the query always holds, as `find=LayerVersion`; empty for most.
    package let query: String
    /// Places in `shapes`.
    package let input: Int?
    package let output: Int?
    package let shapes: [Shape]
    /// Which of them are the same in JSON as AWS's members have them, down to the last member: no other names, no moments.
    package let areVerbatim: [Bool]
    /// The names of the exceptions that the model lists.
    package let errors: [String]
    /// Of a success.
    package let status: Int
    /// The element that holds the answer in the query protocol.
    package let resultWrapper: String?
    /// The element around members in XML where it isn't the shape's name; it declares the service's namespace.
    package let rootName: String?
    /// What the host's name begins with, as `sync-`.
    package let hostPrefix: String?
    package let requiresChecksum: Bool
    /// The member that names the algorithm of a checksum.
    package let checksumMember: String?
    /// It needs no keys.
    package let isUnsigned: Bool
    package let hasUnsignedPayload: Bool
    package let paging: PageRules?

    /// What `shapes` says of itself.
    static func verbatim(_ shapes: [Shape]) -> [Bool] {
        func isSame(_ member: ShapeMember, _ verbatim: [Bool]) -> Bool {
            (member.wireName ?? shapes[member.shape].wireName ?? member.name) == member.name && verbatim[member.shape]
        }
        // A shape that holds itself is verbatim unless something in it isn't.
        var verbatim = Array(repeating: true, count: shapes.count)
        while true {
            let next = shapes.indices.map { place in
                switch shapes[place].kind {
                case .timestamp: false
                case .structure(let members): members.allSatisfy { isSame($0, verbatim) }
                case .list(let element): verbatim[element.shape]
                case .map(_, let value): verbatim[value.shape]
                case .string, .integer, .long, .boolean, .blob, .float, .double: true
                }
            }
            if next == verbatim { return verbatim }
            verbatim = next
        }
    }

    /// Whether nothing is different after it. Where all requests are POST, the name tells: AWS begins those of operations
    /// that read with one of a few verbs. An activity's task is handed out once, a message hidden from others.
    package var isReading: Bool {
        switch service.wireProtocol {
        case .restJSON, .restXML: if method == "GET" || method == "HEAD" { return true }
        case .json, .query: break
        }
        guard name != "GetActivityTask" else { return false }
        return ["Decode", "Describe", "Filter", "Get", "List", "Search", "Select", "Validate"].contains {
            name.hasPrefix($0)
        }
    }

    package var inputShape: Shape? { input.map { shapes[$0] } }
    package var outputShape: Shape? { output.map { shapes[$0] } }
    package var inputMembers: [ShapeMember] { inputShape?.members ?? [] }

    package func shape(of member: ShapeMember) -> Shape { shapes[member.shape] }

    /// Whether the body of an answer is an XML document, and not an object's bytes.
    package var answersInDocuments: Bool {
        guard service.wireProtocol == .restXML else { return false }
        guard let output = outputShape, let name = output.payload, let member = output.member(named: name) else {
            return true
        }
        return shape(of: member).kind != .blob && shape(of: member).kind != .string
    }

    package func inputMember(named name: String) -> ShapeMember? { inputShape?.member(named: name) }

    /// The member's name in the body, the query or the header.
    package func wireName(_ member: ShapeMember) -> String {
        member.wireName ?? shapes[member.shape].wireName ?? member.name
    }

    package func isFlattened(_ member: ShapeMember) -> Bool {
        member.traits.contains(.flattened) || shapes[member.shape].traits.contains(.flattened)
    }
}

/// What holds for all operations of a service.
package struct ServiceFacts: Sendable, Equatable {
    package enum WireProtocol: String, Sendable {
        case restJSON = "rest-json"
        case json
        case restXML = "rest-xml"
        case query
    }

    /// Ours, as `call` and ARNs have it: `states`, `logs`.
    package var name: String
    package var wireProtocol: WireProtocol
    package var version: String
    /// The first label of the host.
    package var endpointPrefix: String
    package var signingName: String
    /// As `CloudWatch Logs`; settings spell it with underscores (`endpointKey`).
    package var id: String
    /// `1.0` or `1.1` for the JSON protocol.
    package var jsonVersion: String?
    package var targetPrefix: String?
    package var xmlNamespace: String?
    package var globalEndpoint: String?
    /// Errors carry the code that they had in the query protocol.
    package var isQueryCompatible = false

    /// As messages name the service: `SQS`, `Step Functions`.
    package var title: String {
        switch name {
        case "schemas": "EventBridge Schemas"
        case "states": "Step Functions"
        default: id
        }
    }

    /// The name in `[services …]` and, in upper case, in AWS_ENDPOINT_URL_….
    package var endpointKey: String {
        String(decoding: id.utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "_") : $0 }, as: UTF8.self).lowercased()
    }
}
