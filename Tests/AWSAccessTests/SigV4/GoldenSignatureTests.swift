// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import Base
import JSON
import Testing

/// Requests that botocore signed. Without the reference folder next to the checkout, these tests are skipped and say
/// so.
@Suite(
    .enabled(
        if: GoldenSignature.path != nil,
        "reference/golden-sigv4.json is missing: put it into ../shared, or set LAMSH_SHARED"))
struct GoldenSignatureTests {
    @Test func `all vectors exist`() {
        #expect(GoldenSignature.all.count == 12)
    }

    @Test(arguments: GoldenSignature.all)
    func `canonical request, string to sign and signature match botocore`(golden: GoldenSignature) {
        let canonical = CanonicalRequest(golden.request, signing: SigV4Signer.isSigned)
        #expect(canonical.text == golden.canonicalRequest)
        let text = SigV4Signer.stringToSign(
            canonical, date: GoldenSignature.date, region: golden.region, service: golden.service)
        #expect(text == golden.stringToSign)
        let signer = SigV4Signer(region: golden.region, service: golden.service)
        let authorization = signer.authorization(
            golden.request, credentials: SuiteCase.credentials, date: GoldenSignature.date)
        #expect(authorization.signature == golden.signature)
    }
}

struct GoldenSignature: Sendable, CustomTestStringConvertible {
    let label: String
    let request: SignableRequest
    let region: String
    let service: String
    let canonicalRequest: String
    let stringToSign: String
    let signature: String

    var testDescription: String { label }

    static let date = Timestamp(year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5)
    static let path = TestData.shared("reference/golden-sigv4.json")
    static let all: [GoldenSignature] = {
        guard let path, let bytes = try? TestData.bytes(path), let value = try? JSONValue(parsing: bytes) else {
            return []
        }
        return value.array?.compactMap(GoldenSignature.init) ?? []
    }()

    private init?(_ json: JSONValue) {
        guard let label = json["label"]?.string, let canonicalRequest = json["CanonicalRequest"]?.string,
            let stringToSign = json["StringToSign"]?.string, let signature = json["Signature"]?.string,
            let wire = json["wire"], let method = wire["method"]?.string, let url = wire["url"]?.string,
            let headers = wire["headers"]?.object
        else { return nil }
        self.label = label
        self.canonicalRequest = canonicalRequest
        self.stringToSign = stringToSign
        self.signature = signature
        let scope = stringToSign.split(separator: "\n")[2].split(separator: "/")
        region = String(scope[1])
        service = String(scope[2])
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        let target = "/\(parts[3])".split(separator: "?", maxSplits: 1)
        var fields = [HTTPField("Host", String(parts[2]))]
        for (name, value) in headers { fields.append(HTTPField(name, value.string ?? "")) }
        request = SignableRequest(
            method: method, path: String(target[0]), query: target.count > 1 ? String(target[1]) : "", fields: fields,
            payloadHash: PayloadHash.of(Array((wire["body"]?.string ?? "").utf8)))
    }
}
