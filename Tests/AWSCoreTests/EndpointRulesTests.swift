// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import JSON
import Testing

struct EndpointRulesTests {
    @Test(arguments: [
        ("us-east-1", "lambda.us-east-1.amazonaws.com"), ("mx-central-1", "lambda.mx-central-1.amazonaws.com"),
        ("cn-north-1", "lambda.cn-north-1.amazonaws.com.cn"), ("us-gov-west-1", "lambda.us-gov-west-1.amazonaws.com"),
        ("eusc-de-east-1", "lambda.eusc-de-east-1.amazonaws.eu"), ("us-iso-east-1", "lambda.us-iso-east-1.c2s.ic.gov"),
        ("us-isob-east-1", "lambda.us-isob-east-1.sc2s.sgov.gov"),
        ("eu-isoe-west-1", "lambda.eu-isoe-west-1.cloud.adc-e.uk"),
        ("us-isof-south-1", "lambda.us-isof-south-1.csp.hci.ic.gov"),
        ("xx-future-1", "lambda.xx-future-1.amazonaws.com"),
    ])
    func `every partition has its domain`(region: String, host: String) throws {
        let endpoint = try EndpointRules(service: "lambda").endpoint(region: region)
        #expect(endpoint.url == "https://\(host)")
    }

    @Test(arguments: [
        "http://127.0.0.1:9001", "https://h.example/base//x", "http://[::1]:8080", "http://localhost",
        "HTTP://Example.COM:80/a/",
    ])
    func `an endpoint is read and written`(text: String) throws {
        let endpoint = try #require(Endpoint(parsing: text))
        let normalized = ["HTTP://Example.COM:80/a/": "http://example.com/a"][text] ?? text
        #expect(endpoint.url == normalized)
    }

    @Test(arguments: [
        "", "lambda.us-east-1.amazonaws.com", "ftp://h", "http://", "http://u:p@h", "http://h?x", "http://h:0",
        "http://h:99999", "http://h:", "http://[::1", "http://h/a b", "http://h#x",
    ])
    func `what is no endpoint is refused`(text: String) {
        #expect(Endpoint(parsing: text) == nil)
        #expect(throws: AWSSetupError.malformedEndpoint(text)) {
            try EndpointRules(service: "lambda", configured: text).endpoint(region: "us-east-1")
        }
    }
}

/// The endpoint cases of botocore. Without them these tests are skipped and say how to fetch them.
@Suite(
    .enabled(
        if: TestData.endpointCases != nil,
        "the endpoint cases are missing: run scripts/fetch-test-data, or set LAMSH_ENDPOINT_TESTS"))
struct EndpointCaseTests {
    static let cases: [JSONValue] = {
        guard let path = TestData.endpointCases, let bytes = try? TestData.bytes(path),
            let json = try? JSONValue(parsing: bytes)
        else { return [] }
        return json["testCases"]?.array ?? []
    }()

    @Test func `all cases are there`() { #expect(Self.cases.count == 71) }

    @Test(arguments: cases) func `the endpoint, or the refusal, is that of botocore`(expected: JSONValue) {
        let parameters = expected["params"]
        let rules = EndpointRules(
            service: "lambda", useFIPS: parameters?["UseFIPS"]?.bool ?? false,
            useDualStack: parameters?["UseDualStack"]?.bool ?? false, configured: parameters?["Endpoint"]?.string)
        let result = Result { () throws(AWSSetupError) in
            try rules.endpoint(region: parameters?["Region"]?.string)
        }
        switch result {
        case .success(let endpoint): #expect(endpoint.url == expected["expect"]?["endpoint"]?["url"]?.string)
        case .failure: #expect(expected["expect"]?["error"] != nil)
        }
    }
}
