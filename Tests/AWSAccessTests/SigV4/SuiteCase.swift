// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Base
import Testing

/// One case of the AWS Signature Version 4 test suite: a request and its expected results.
struct SuiteCase: Sendable, CustomTestStringConvertible {
    let name: String
    let request: SignableRequest
    /// The request as sent, after signing.
    let signedRequest: SignableRequest
    let canonicalRequest: String
    let stringToSign: String
    let authorization: String

    var testDescription: String { name }

    static let tokenField = "X-Amz-Security-Token"
    static let date = Timestamp(year: 2015, month: 8, day: 30, hour: 12, minute: 36)
    static let credentials = Credentials(
        accessKeyId: "AKIDEXAMPLE", secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))

    init(folder: String, name: String) throws {
        self.name = name
        let file = "\(folder)/\(name)"
        canonicalRequest = try TestData.text("\(file).creq").withoutCarriageReturns
        authorization = try TestData.text("\(file).authz").withoutCarriageReturns
        var signedRequest = Self.parse(try TestData.text("\(file).sreq"))
        // One signed request of the suite has another signature than its own .authz file.
        signedRequest.fields.removeAll { $0.name == "Authorization" }
        signedRequest.fields.append(HTTPField("Authorization", authorization))
        self.signedRequest = signedRequest
        var request = Self.parse(try TestData.text("\(file).req"))
        // One request of the suite expects the signer to add the session token.
        if canonicalRequest.contains("\nx-amz-security-token:"), request.fields.first(named: Self.tokenField) == nil,
            let token = signedRequest.fields.first(named: Self.tokenField)
        {
            request.fields.append(HTTPField(Self.tokenField, token))
        }
        self.request = request
        stringToSign = try TestData.text("\(file).sts").withoutCarriageReturns
    }

    /// All cases; empty if the suite is missing.
    static let all: [SuiteCase] = TestData.signatureSuite.map { collect($0) } ?? []

    private static func collect(_ folder: String) -> [SuiteCase] {
        LocalFiles().names(in: folder).flatMap { name -> [SuiteCase] in
            let child = "\(folder)/\(name)"
            guard let found = try? SuiteCase(folder: child, name: name) else { return collect(child) }
            return [found]
        }
    }

    private static func parse(_ text: String) -> SignableRequest {
        let parts = text.withoutCarriageReturns.splitOnce("\n\n")
        var lines = parts.0.split(separator: "\n")
        let requestLine = lines.removeFirst().dropLast(" HTTP/1.1".count)
        let (method, target) = String(requestLine).splitOnce(" ")
        let (path, query) = target.splitOnce("?")
        var fields: [HTTPField] = []
        for line in lines {
            if line.hasPrefix(" ") {
                fields[fields.count - 1].value += "\n" + line
            } else {
                let (name, value) = String(line).splitOnce(":")
                fields.append(HTTPField(name, value.hasPrefix(" ") ? String(value.dropFirst()) : value))
            }
        }
        return SignableRequest(
            method: method, path: path, query: query, fields: fields, payloadHash: PayloadHash.of(Array(parts.1.utf8)))
    }
}

extension String {
    fileprivate var withoutCarriageReturns: String { String(decoding: utf8.filter { $0 != 13 }, as: UTF8.self) }

    fileprivate func splitOnce(_ separator: String) -> (String, String) {
        guard let range = firstRange(of: separator) else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
