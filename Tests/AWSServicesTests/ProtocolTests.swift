// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import AWSServices
import Base
import JSON
import Testing

/// Compares requests and responses with botocore's serializers and parsers, for generated values.
@Suite(ServiceCases.areThere) struct ProtocolTests {
    @Test(arguments: ServiceCases.all) func `requests match botocore`(cases: ServiceCases) throws {
        var differences = Differences()
        for expected in cases.list("requests") {
            let name = try #require(expected["operation"]?.string)
            let operation = try #require(cases.table.operation(named: name))
            let members = try #require(expected["members"]?.object)
            let place = "\(name) of \(JSONValue.object(members))"
            do {
                let request = try operation.request(members, makeToken: { "no token is given" })
                compare(request, expected, operation, place, &differences)
            } catch { differences.add("\(place): \(error)") }
        }
        #expect(!cases.list("requests").isEmpty)
        differences.expectNone()
    }

    private func compare(
        _ request: ServiceRequest, _ expected: JSONValue, _ operation: ServiceOperation, _ place: String,
        _ differences: inout Differences
    ) {
        differences.compare(request.method, expected["method"]?.string, place)
        differences.compare(request.path, expected["path"]?.string, place)
        differences.compare(request.hostPrefix, expected["hostPrefix"]?.string, place)
        let query = expected["query"]?.array?.map { $0.array?.compactMap(\.string) ?? [] }
        differences.compare(Self.pairs(request.query).sorted { $0.lexicographicallyPrecedes($1) }, query, place)
        let fields = request.fields.map { [$0.name.lowercased(), $0.value] }
        // In botocore, the serializer doesn't handle checksums and their algorithm.
        let ours = fields.filter { !Self.isChecksum($0[0]) && !operation.isToken($0[0]) }
        let theirs = expected["headers"]?.object?.map { [$0.key, $0.value.string ?? ""] } ?? []
        differences.compare(
            Set(ours), Set(theirs.filter { !Self.isChecksum($0[0]) && !operation.isToken($0[0]) }), place)
        guard let text = expected["body"]?.string, let body = Base64.decode(text) else {
            let form = expected["body"]?.array?.map { $0.array?.compactMap(\.string) ?? [] }
            differences.compare(Self.pairs(String(decoding: request.body, as: UTF8.self)), form, place)
            return
        }
        if let json = try? JSONValue(parsing: body) {
            let ours = try? JSONValue(parsing: request.body)
            differences.compare(ours.map(operation.withoutTokens), operation.withoutTokens(json), place)
        } else if let xml = try? XMLElement(parsing: body) {
            differences.compare((try? XMLElement(parsing: request.body))?.described, xml.described, place)
        } else {
            differences.compare(request.body, body, place)
        }
    }

    private static func isChecksum(_ name: String) -> Bool {
        name == "x-amz-sdk-checksum-algorithm" || name == "x-amz-checksum-crc32"
    }

    private static func pairs(_ query: String) -> [[String]] {
        query.split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return [parts[0], parts.count > 1 ? parts[1] : ""].map {
                String(decoding: PercentEncoding.decode($0.utf8), as: UTF8.self)
            }
        }
    }

    @Test(arguments: ServiceCases.all) func `responses hold what botocore finds in them`(cases: ServiceCases) throws {
        var differences = Differences()
        for expected in cases.list("answers") {
            let name = try #require(expected["operation"]?.string)
            let operation = try #require(cases.table.operation(named: name))
            let body = try #require(Base64.decode(expected["body"]?.string ?? ""))
            let response = Self.response(expected, status: expected["status"]?.int ?? 0, body)
            let place = "\(name) of \(String(decoding: body, as: UTF8.self)) \(expected["headers"] ?? .null)"
            do {
                let result = try operation.result(of: response)
                // lamsh returns no result for a structure without members.
                differences.compare(result.isNull ? .object([:]) : result, expected["parsed"], place)
            } catch { differences.add("\(place): \(error)") }
        }
        #expect(!cases.list("answers").isEmpty)
        differences.expectNone()
    }

    @Test(arguments: ServiceCases.all) func `errors have botocore's code and message`(cases: ServiceCases) throws {
        var differences = Differences()
        for expected in cases.list("errors") {
            let body = Array((expected["body"]?.string ?? "").utf8)
            let failure = ServiceFailure(Self.response(expected, status: 400, body))
            differences.compare(failure.code, expected["code"]?.string, "\(expected)")
            differences.compare(failure.message, expected["message"]?.string, "\(expected)")
        }
        #expect(!cases.list("errors").isEmpty)
        differences.expectNone()
    }

    private static func response(_ expected: JSONValue, status: Int, _ body: [UInt8]) -> HTTPResponse {
        let fields = expected["headers"]?.object?.map { HTTPField($0.key, $0.value.string ?? "") } ?? []
        return HTTPResponse(status: status, fields: fields, body: body)
    }

    @Test(arguments: ServiceCases.all) func `endpoints match botocore`(cases: ServiceCases) throws {
        var differences = Differences()
        for expected in cases.list("endpoints") {
            let rules = EndpointRules(
                service: cases.table.facts.endpointPrefix, useFIPS: expected["fips"]?.bool ?? false,
                useDualStack: expected["dualStack"]?.bool ?? false)
            let endpoint = try? rules.endpoint(region: expected["region"]?.string)
            differences.compare(endpoint?.url, expected["url"]?.string, "\(expected)")
        }
        #expect(cases.list("endpoints").count > 100)
        differences.expectNone()
    }
}

extension ServiceOperation {
    /// The names of idempotency tokens in the body and in headers: botocore's serializer adds none.
    private var tokens: [String] { inputMembers.filter(\.isIdempotencyToken).map(wireName) }

    fileprivate func isToken(_ name: String) -> Bool { tokens.contains { $0.lowercased() == name } }

    fileprivate func withoutTokens(_ value: JSONValue) -> JSONValue {
        guard case .object(var object) = value else { return value }
        for token in tokens { object.removeValue(forKey: token) }
        return .object(object)
    }
}

extension XMLElement {
    fileprivate var described: String {
        let attributes = attributes.sorted { $0.name < $1.name }.map { " \($0.name)=\($0.value)" }.joined()
        return "<\(name)\(attributes)>\(text)\(children.map(\.described).joined())</\(name)>"
    }
}
