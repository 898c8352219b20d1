// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import Base
package import JSON

extension ServiceOperation {
    /// The content of a response with a success status: an object with AWS's member names, as botocore builds it, so
    /// that expressions for the AWS CLI work. Timestamps are ISO 8601, bytes base64; members of JSON responses that
    /// aren't in the table are kept. Null if the operation returns nothing.
    ///
    /// A body of bytes becomes its JSON, else its text, else base64. An event stream becomes the array of its events.
    package func result(of response: HTTPResponse) throws(AnswerFault) -> JSONValue {
        guard let output = outputShape else { return try resultBeyondTable(response.body) }
        var members = JSONObject()
        switch service.wireProtocol {
        case .json: members = try jsonResult(response.body, of: output)
        case .query:
            var element = try XMLElement(parsing: response.body)
            if let resultWrapper {
                guard let inner = element.child(named: resultWrapper) else { throw .missingElement(resultWrapper) }
                element = inner
            }
            members = XMLAnswer(operation: self).members([element], of: output)
        case .restJSON, .restXML:
            HeaderAnswer(operation: self, response: response).add(to: &members, of: output)
            try addBody(response.body, to: &members, of: output)
        }
        return members.isEmpty && response.body.isEmpty ? .null : .object(members)
    }

    /// The result of an operation that has no result in the table.
    private func resultBeyondTable(_ body: [UInt8]) throws(AnswerFault) -> JSONValue {
        guard service.wireProtocol == .json || service.wireProtocol == .restJSON, !body.isEmpty else { return .null }
        guard case .object(let members) = try JSONAnswer(operation: self).parse(body) else { throw .malformedJSON }
        return members.isEmpty ? .null : .object(members)
    }

    private func jsonResult(_ body: [UInt8], of output: Shape) throws(AnswerFault) -> JSONObject {
        guard let stream = output.members.first(where: { shape(of: $0).traits.contains(.eventStream) }) else {
            return try JSONAnswer(operation: self).members(body, of: output)
        }
        let events = try EventAnswer(operation: self).read(body, of: shape(of: stream))
        var members =
            try events.initial.map { (bytes) throws(AnswerFault) in
                try JSONAnswer(operation: self).members(bytes, of: output)
            } ?? [:]
        members.set(stream.name, .array(events.events))
        return members
    }

    private func addBody(_ body: [UInt8], to members: inout JSONObject, of output: Shape) throws(AnswerFault) {
        if let name = output.payload, let member = output.member(named: name) {
            let shape = shape(of: member)
            if shape.traits.contains(.eventStream) {
                members.set(name, .array(try EventAnswer(operation: self).read(body, of: shape).events))
            } else if let value = try payload(body, of: shape) {
                members.set(name, value)
            }
        } else if service.wireProtocol == .restJSON {
            for (name, value) in try JSONAnswer(operation: self).members(body, of: output) { members.set(name, value) }
        } else if !body.isEmpty {
            let root = try XMLElement(parsing: body)
            // A page of some proxy's.
            guard root.name.lowercased() != "html" else { throw .missingElement(output.name) }
            if let (name, value) = soleValue(root, of: output) { return members.set(name, value) }
            for (name, value) in XMLAnswer(operation: self).members([root], of: output) { members.set(name, value) }
        }
    }

    /// The value of a document that's one scalar, as `<LocationConstraint>eu-west-1</LocationConstraint>`.
    private func soleValue(_ root: XMLElement, of output: Shape) -> (String, JSONValue)? {
        let inBody = output.members.filter { $0.location == .body }
        guard inBody.count == 1, root.children.isEmpty, wireName(inBody[0]) == root.name else { return nil }
        return (inBody[0].name, root.text.isEmpty ? .null : ScalarText.value(root.text, of: shape(of: inBody[0])))
    }

    /// What a body holds that is one member's value.
    func payload(_ body: [UInt8], of shape: Shape) throws(AnswerFault) -> JSONValue? {
        switch shape.kind {
        case .blob:
            guard !body.isEmpty else { return .null }
            if let value = try? JSONValue(parsing: body) { return value }
            return .string(String(validating: body, as: UTF8.self) ?? Base64.encode(body))
        case .string: return .string(String(decoding: body, as: UTF8.self))
        default: break
        }
        if service.wireProtocol == .restJSON {
            let answer = JSONAnswer(operation: self)
            return answer.value(try answer.parse(body), of: shape)
        }
        guard !body.isEmpty else { return .object([:]) }
        return XMLAnswer(operation: self).value([try XMLElement(parsing: body)], of: shape, flattened: false)
    }
}
