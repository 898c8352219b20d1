// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import JSON

/// A request whose members are distributed over path, query, headers and body.
struct RESTRequest {
    private let operation: ServiceOperation
    private let members: JSONObject
    private let payload: [UInt8]?
    private var path: String
    private var query: [String]
    private var fields: [HTTPField] = []
    private var rest = JSONObject()

    init(operation: ServiceOperation, members: JSONObject, payload: [UInt8]?) {
        self.operation = operation
        self.members = members
        self.payload = payload
        path = operation.path
        query = operation.query.isEmpty ? [] : [operation.query]
    }

    consuming func request() -> ServiceRequest {
        for (name, value) in members where !value.isNull {
            guard let member = operation.inputShape?.member(named: name) else { continue }
            add(member, value)
        }
        let body = body()
        return ServiceRequest(
            method: operation.method, path: path, query: query.joined(separator: "&"), fields: fields, body: body)
    }

    private mutating func add(_ member: ShapeMember, _ value: JSONValue) {
        let shape = operation.shape(of: member)
        let name = operation.wireName(member)
        switch member.location {
        case .path:
            let text = text(value, shape, .iso8601)
            path.replace("{\(name)}", with: PercentEncoding.encode(text))
            path.replace("{\(name)+}", with: PercentEncoding.encode(text, for: .path))
        case .query: addQuery(name, value, shape)
        case .header: addField(name, value, member, shape)
        case .headers:
            for (key, value) in value.object ?? [:] { fields.append(HTTPField(name + key, value.scalarText ?? "")) }
        case .body, .status: rest.set(member.name, value)
        }
    }

    private mutating func addQuery(_ name: String, _ value: JSONValue, _ shape: Shape) {
        switch (shape.kind, value) {
        case (.map, .object(let object)):
            for (key, value) in object {
                for element in value.array ?? [value] { addQueryItem(key, element.scalarText ?? "") }
            }
        case (.list(let element), .array(let elements)):
            for value in elements { addQueryItem(name, text(value, operation.shape(of: element), .iso8601)) }
        default: addQueryItem(name, text(value, shape, .iso8601))
        }
    }

    private mutating func addQueryItem(_ name: String, _ value: String) {
        query.append("\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))")
    }

    private mutating func addField(_ name: String, _ value: JSONValue, _ member: ShapeMember, _ shape: Shape) {
        if member.traits.contains(.jsonValue) {
            fields.append(HTTPField(name, Base64.encode(value.serialized())))
        } else if case .list(let element) = shape.kind {
            let elements = (value.array ?? []).map { text($0, operation.shape(of: element), .rfc822) }
            guard !elements.isEmpty else { return }
            fields.append(HTTPField(name, elements.map(Self.quoted).joined(separator: ",")))
        } else if name == "x-amz-copy-source" {
            fields.append(HTTPField(name, Self.copySource(text(value, shape, .rfc822))))
        } else {
            fields.append(HTTPField(name, text(value, shape, .rfc822)))
        }
    }

    /// `BUCKET/KEY`, encoded as in a path; `?versionId=` stays.
    private static func copySource(_ text: String) -> String {
        let end = text.firstRange(of: "?versionId=")?.lowerBound ?? text.endIndex
        return PercentEncoding.encode(String(text[..<end]), for: .path) + text[end...]
    }

    /// An element of a list in a header, in quotes where a comma would end it.
    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else { return text }
        return "\"\(text.replacing("\"", with: "\\\""))\""
    }

    private func text(_ value: JSONValue, _ shape: Shape, _ format: Shape.TimestampFormat) -> String {
        if case .timestamp(let own) = shape.kind, let time = ServiceTime(value) { return time.text(own ?? format) }
        return value.scalarText ?? ""
    }

    private mutating func body() -> [UInt8] {
        guard let input = operation.inputShape else { return [] }
        if let name = input.payload, let member = input.member(named: name) {
            if let payload { return payload }
            return payloadBody(member, members[name].flatMap { $0.isNull ? nil : $0 })
        }
        let takesBody = input.members.contains { $0.location == .body }
        switch operation.service.wireProtocol {
        case .restJSON:
            guard takesBody else { return [] }
            fields.append(HTTPField("Content-Type", "application/json"))
            return JSONBody(operation: operation).value(.object(rest), of: input).serialized()
        case .restXML, .json, .query:
            guard !rest.isEmpty else { return [] }
            return XMLBody(operation: operation).document(
                .object(rest), of: input, root: operation.rootName ?? input.wireName ?? input.name,
                namespaced: operation.rootName != nil)
        }
    }

    private mutating func payloadBody(_ member: ShapeMember, _ value: JSONValue?) -> [UInt8] {
        let shape = operation.shape(of: member)
        switch (shape.kind, value) {
        case (.blob, .string(let text)): return Base64.decode(text) ?? []
        case (.blob, nil), (.string, nil): return []
        case (.string, let value?), (.blob, let value?): return Array((value.scalarText ?? value.description).utf8)
        default: break
        }
        if operation.service.wireProtocol == .restJSON {
            if !fields.contains(where: { $0.name.lowercased() == "content-type" }) {
                fields.append(HTTPField("Content-Type", "application/json"))
            }
            return value.map { JSONBody(operation: operation).value($0, of: shape).serialized() } ?? Array("{}".utf8)
        }
        guard let value else { return [] }
        return XMLBody(operation: operation).document(
            value, of: shape, root: operation.wireName(member), namespaced: member.traits.contains(.namespaced))
    }
}
