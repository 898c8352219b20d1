// SPDX-License-Identifier: GPL-3.0-or-later

/// An operation of a service: how to build its request and read its response. It contains everything it refers to.
package struct ServiceOperation: Sendable {
    package let service: ServiceFacts
    /// In AWS's spelling: `ListFunctions`.
    package let name: String
    package let method: String
    /// With labels, for example `/2015-03-31/functions/{FunctionName}`; `{Key+}` keeps its slashes. Without a query.
    package let path: String
    /// The constant part of the query, for example `find=LayerVersion`; usually empty.
    package let query: String
    /// Indexes in `shapes`.
    package let input: Int?
    package let output: Int?
    package let shapes: [Shape]
    /// Which of them have the same form in JSON as in AWS's members, at every level: no other names, no timestamps.
    package let areVerbatim: [Bool]
    /// The names of the exceptions that the model lists.
    package let errors: [String]
    /// Of a successful response.
    package let status: Int
    /// The element that contains the result in the query protocol.
    package let resultWrapper: String?
    /// The XML element around the members if it isn't the shape's name; it declares the service's namespace.
    package let rootName: String?
    /// The prefix of the host's name, for example `sync-`.
    package let hostPrefix: String?
    package let requiresChecksum: Bool
    /// The member with the name of the checksum algorithm.
    package let checksumMember: String?
    /// It needs no keys.
    package let isUnsigned: Bool
    package let hasUnsignedPayload: Bool
    package let paging: PageRules?

    /// Computes `areVerbatim` from `shapes`.
    static func verbatim(_ shapes: [Shape]) -> [Bool] {
        func isSame(_ member: ShapeMember, _ verbatim: [Bool]) -> Bool {
            (member.wireName ?? shapes[member.shape].wireName ?? member.name) == member.name && verbatim[member.shape]
        }
        // A recursive shape is verbatim unless something in it isn't.
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

    /// Whether it changes nothing. If all requests are POST, the name decides: AWS begins the names of read operations
    /// with one of a few verbs. An activity's task is returned only once, and a received message is hidden from other
    /// readers.
    package var isReading: Bool {
        switch service.wireProtocol {
        case .restJSON, .restXML: if method == "GET" || method == "HEAD" { return true }
        case .json, .query: break
        }
        guard name != "GetActivityTask" else { return false }
        if Self.queries.contains(name) { return true }
        return ["Decode", "Describe", "Filter", "Get", "List", "Search", "Select", "Validate"].contains {
            name.hasPrefix($0)
        }
    }

    /// Operations of CloudWatch Logs that only read, whatever their verbs say.
    private static let queries: Set = [
        "StartLiveTail", "StartQuery", "StopQuery", "TestMetricFilter", "TestTransformer",
    ]

    package var inputShape: Shape? { input.map { shapes[$0] } }
    package var outputShape: Shape? { output.map { shapes[$0] } }
    package var inputMembers: [ShapeMember] { inputShape?.members ?? [] }

    /// The names of the members of a page's elements; empty if the elements aren't objects.
    package var elementMembers: [String] {
        guard let name = paging?.results.first, let results = outputShape?.member(named: name),
            case .list(let element) = shape(of: results).kind
        else { return [] }
        return shape(of: element).members.map(\.name)
    }

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

/// The facts that apply to all operations of a service.
package struct ServiceFacts: Sendable, Equatable {
    package enum WireProtocol: String, Sendable {
        case restJSON = "rest-json"
        case json
        case restXML = "rest-xml"
        case query
    }

    /// lamsh's name for it, as in `call` and in ARNs: `states`, `logs`.
    package var name: String
    package var wireProtocol: WireProtocol
    package var version: String
    /// The first label of the host.
    package var endpointPrefix: String
    package var signingName: String
    /// For example `CloudWatch Logs`; settings spell it with underscores (`endpointKey`).
    package var id: String
    /// `1.0` or `1.1` for the JSON protocol.
    package var jsonVersion: String?
    package var targetPrefix: String?
    package var xmlNamespace: String?
    package var globalEndpoint: String?
    /// Errors include the code that they had in the query protocol.
    package var isQueryCompatible = false

    /// The service's name in messages: `SQS`, `Step Functions`.
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
