// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import Base
import FoundationEssentials
import JSON
package import Lambda

/// The request of any operation, made by the table of operations.
package struct CallRequest {
    /// For operations that answer at once.
    package static let timeout = Duration.seconds(60)
    /// For those that upload code.
    package static let uploadTimeout = Duration.seconds(600)

    private let call: OperationCall
    private var path: String
    private var query: [String]
    private var fields: [HTTPField] = []
    private var body = JSONObject()
    private var payload: [UInt8]?

    /// The request, unsigned.
    ///
    /// - Parameter makeToken: a new idempotency token.
    package static func request(
        _ call: OperationCall, endpoint: Endpoint, makeToken: () -> String = { UUID().uuidString.lowercased() }
    ) throws(LambdaError) -> HTTPRequest {
        try CallRequest(call, makeToken: makeToken).request(endpoint)
    }

    private init(_ call: OperationCall, makeToken: () -> String) throws(LambdaError) {
        self.call = call
        let operation = call.operation
        path = operation.path
        query = operation.query.isEmpty ? [] : [operation.query]
        payload = call.payload
        for (name, _) in call.members where operation.member(named: name) == nil {
            throw .unknownMember(name, of: operation)
        }
        for member in operation.members {
            var value = call.members[member.name]
            if value == nil, member.isIdempotencyToken { value = .string(makeToken()) }
            guard let value, !value.isNull else {
                guard member.isRequired, member.location != .payload || payload == nil else { continue }
                throw .missingMember(member.name, of: operation)
            }
            try add(member, value)
        }
    }

    private mutating func add(_ member: OperationMember, _ value: JSONValue) throws(LambdaError) {
        try check(member, value)
        switch member.location {
        case .path:
            let text = try text(member, value)
            guard !text.isEmpty else { throw .missingMember(member.name, of: call.operation) }
            path.replace("{\(member.name)}", with: PercentEncoding.encode(text))
        case .query(let name):
            let elements = if case .array(let elements) = value { elements } else { [value] }
            for element in elements {
                query.append("\(name)=\(PercentEncoding.encode(try text(member, element)))")
            }
        case .header(let name): fields.append(HTTPField(name, try text(member, value)))
        case .payload: payload = value.serialized()
        case .body: body.set(member.name, member.kind == .timestamp ? value.epochSeconds : value)
        }
    }

    /// The kind of value alone: which of them the service accepts is for the service to say.
    private func check(_ member: OperationMember, _ value: JSONValue) throws(LambdaError) {
        // Outside of JSON all of them are written as text.
        let isText = member.location != .body
        let wanted: String? =
            switch (member.kind, value) {
            case (.structure, .object), (.map, .object), (.list, .array): nil
            case (.integer, .number), (.long, .number), (.boolean, .bool), (.string, .string), (.blob, .string): nil
            case (.timestamp, .string), (.timestamp, .number): nil
            case (.structure, _), (.map, _): "an object"
            case (.list, _): "an array"
            case (.integer, _), (.long, _): isText ? nil : "a number"
            case (.boolean, _): isText ? nil : "true or false"
            case (.string, _): isText ? nil : "text"
            case (.blob, _): isText ? nil : "base64, or the bytes of a @file as an option"
            case (.timestamp, _): "a time as 2026-01-02T03:04:05Z"
            }
        if let wanted { throw .unsuitableMember(member.name, of: call.operation, wanted: wanted) }
    }

    private func text(_ member: OperationMember, _ value: JSONValue) throws(LambdaError) -> String {
        switch value {
        case .string(let text): return text
        case .bool, .number: return value.description
        case .null, .array, .object: throw .unsuitableMember(member.name, of: call.operation, wanted: "text")
        }
    }

    private func request(_ endpoint: Endpoint) throws(LambdaError) -> HTTPRequest {
        let operation = call.operation
        var bytes = payload ?? []
        var fields = fields
        if payload == nil, !body.isEmpty || operation.members.contains(where: { $0.location == .body }) {
            bytes = JSONValue.object(body).serialized()
            fields.append(HTTPField("Content-Type", "application/json"))
        }
        let standard: Duration =
            operation.isInvocation
            ? InvokeOperation.longestRun : bytes.count > 65_536 ? Self.uploadTimeout : Self.timeout
        return HTTPRequest(
            method: operation.method, endpoint: endpoint, path: path, query: query.joined(separator: "&"),
            fields: fields, body: bytes, timeout: call.timeout ?? standard)
    }
}

extension LambdaOperation {
    /// What happens when the same request arrives twice.
    package var repetition: CallContext.Repetition {
        if isInvocation { return .runsTwice }
        // RFC 9110, section 9.2.2; a token makes the service count a request once.
        return method != "POST" || members.contains(where: \.isIdempotencyToken) ? .harmless : .changesTwice
    }
}

extension JSONValue {
    /// Moments in JSON bodies are seconds since 1970; ISO 8601 is turned into that, all else is left as it is.
    fileprivate var epochSeconds: JSONValue {
        guard case .string(let text) = self, let moment = Timestamp(iso8601: text) else { return self }
        return .number(JSONNumber(moment.secondsSinceEpoch))
    }
}

extension LambdaError {
    fileprivate static func unknownMember(_ name: String, of operation: LambdaOperation) -> LambdaError {
        let names = operation.members.map(\.name).joined(separator: ", ")
        return LambdaError(
            .usage, code: "UnknownMember", message: "\(operation.name) has no member `\(name)`",
            hint: names.isEmpty ? "it takes none" : "it takes \(names)")
    }

    fileprivate static func missingMember(_ name: String, of operation: LambdaOperation) -> LambdaError {
        LambdaError(
            .usage, code: "MissingMember", message: "\(operation.name) needs `\(name)`",
            hint: operation.member(named: name).map { "give --\($0.optionName), or the member in the JSON" })
    }

    fileprivate static func unsuitableMember(
        _ name: String, of operation: LambdaOperation, wanted: String
    ) -> LambdaError {
        LambdaError(.usage, code: "UnsuitableMember", message: "`\(name)` of \(operation.name) takes \(wanted)")
    }
}
