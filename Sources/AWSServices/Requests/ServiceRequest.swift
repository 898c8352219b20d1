// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import Base
package import JSON

/// The unsigned request of an operation.
package struct ServiceRequest: Sendable {
    package var method: String
    /// Percent-encoded.
    package var path: String
    /// Percent-encoded, without `?`; empty for none.
    package var query: String
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// The prefix of the host's name.
    package var hostPrefix: String?
    /// The bucket at the beginning of the path.
    package var bucket: String?
}

extension ServiceOperation {
    /// The request with the given members, which have AWS's names; bytes are base64, timestamps are ISO 8601 or seconds
    /// since 1970. Null means that a member is missing.
    ///
    /// - Parameters:
    ///   - payload: the bytes of the member that's the whole body, in place of that member.
    ///   - makeToken: a new idempotency token.
    package func request(
        _ members: JSONObject, payload: [UInt8]? = nil, makeToken: () -> String
    ) throws(MemberFault) -> ServiceRequest {
        try MemberCheck(operation: self).check(members, hasPayload: payload != nil)
        try checkHosts(members)
        var members = members
        for member in inputMembers where member.isIdempotencyToken && members[member.name]?.isNull ?? true {
            members.set(member.name, .string(makeToken()))
        }
        var request =
            switch service.wireProtocol {
            case .json: jsonRequest(members)
            case .query: QueryForm(operation: self).request(members)
            case .restJSON, .restXML: RESTRequest(operation: self, members: members, payload: payload).request()
            }
        request.hostPrefix = hostPrefix.map { prefix in
            inputMembers.filter { $0.traits.contains(.hostLabel) }.reduce(prefix) { text, member in
                text.replacing("{\(member.name)}", with: members[member.name]?.scalarText ?? "")
            }
        }
        if service.name == "s3", path.hasPrefix("/{Bucket}") { request.bucket = members["Bucket"]?.string }
        let isAskedFor = checksumMember.map { members[$0] != nil } ?? false
        if requiresChecksum || isAskedFor { request.addChecksum(besideMD5: isAskedFor) }
        return request
    }

    /// Members that become a part of the host's name.
    private func checkHosts(_ members: JSONObject) throws(MemberFault) {
        for member in inputMembers where member.traits.contains(.hostLabel) {
            guard let text = members[member.name]?.scalarText else { continue }
            let isLabel = text.utf8.count <= 63 && text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
            guard isLabel, !text.contains(where: { "~_".contains($0) }) else {
                throw MemberFault(path: member.name, kind: .unsuitable(wanted: "a valid host name label"))
            }
        }
        guard service.name == "s3", let bucket = members["Bucket"]?.string else { return }
        guard !bucket.hasPrefix("arn:"), !bucket.hasSuffix("--x-s3") else {
            let wanted = "the name of a general purpose bucket: access points and directory buckets aren't supported"
            throw MemberFault(path: "Bucket", kind: .unsuitable(wanted: wanted))
        }
    }

    private func jsonRequest(_ members: JSONObject) -> ServiceRequest {
        var fields = [
            HTTPField("X-Amz-Target", "\(service.targetPrefix ?? "").\(name)"),
            HTTPField("Content-Type", "application/x-amz-json-\(service.jsonVersion ?? "1.0")"),
        ]
        if service.isQueryCompatible { fields.append(HTTPField("x-amzn-query-mode", "true")) }
        let body = input.map { JSONBody(operation: self).value(.object(members), of: shapes[$0]) } ?? [:]
        return ServiceRequest(method: method, path: "/", query: "", fields: fields, body: body.serialized())
    }
}

extension ServiceRequest {
    /// S3 requires a checksum of some bodies. The caller's checksum is used if there's one, otherwise an MD5 sum unless
    /// another algorithm was requested.
    fileprivate mutating func addChecksum(besideMD5: Bool) {
        let prefix = "x-amz-checksum-"
        let isGiven = fields.contains { field in
            let name = field.name.lowercased()
            return !besideMD5 && name == "content-md5" || name.hasPrefix(prefix) && name != prefix + "algorithm"
        }
        guard !isGiven, !body.isEmpty else { return }
        fields.removeAll { $0.name.lowercased() == "x-amz-sdk-checksum-algorithm" }
        fields.append(HTTPField("x-amz-sdk-checksum-algorithm", "CRC32"))
        fields.append(HTTPField("x-amz-checksum-crc32", CRC32.base64(of: CRC32.of(body[...]))))
    }
}

extension JSONValue {
    /// A scalar's text where everything is text; nil for other values.
    package var scalarText: String? {
        switch self {
        case .string(let text): text
        case .bool, .number: description
        case .null, .array, .object: nil
        }
    }
}
