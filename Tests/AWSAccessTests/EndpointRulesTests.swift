// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
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
    func `an invalid endpoint is refused`(text: String) {
        #expect(Endpoint(parsing: text) == nil)
        #expect(throws: AWSSetupError.malformedEndpoint(text)) {
            try EndpointRules(service: "lambda", configured: text).endpoint(region: "us-east-1")
        }
    }
}

/// botocore's endpoint cases. Without them, these tests are skipped and say how to fetch them.
@Suite(
    .enabled(
        if: TestData.endpointCases != nil,
        "the endpoint cases are missing: run scripts/fetch-test-data, or set LAMSH_ENDPOINT_TESTS"))
struct EndpointCaseTests {
    /// botocore's files, with the first label of the service's hosts and the number of cases that apply.
    private static let services = [
        ("cloudwatch", "monitoring", 26), ("lambda", "lambda", 71), ("logs", "logs", 49), ("s3", "s3", 18),
        ("schemas", "schemas", 37), ("sqs", "sqs", 48), ("stepfunctions", "states", 26), ("sts", "sts", 51),
    ]
    private static let parameters: Set = ["Region", "UseFIPS", "UseDualStack", "Endpoint"]

    /// A service's cases, except those for features we don't support: buckets in host names, acceleration, the old
    /// global endpoints.
    private static func cases(_ name: String) throws -> [JSONValue] {
        let bytes = try TestData.bytes("\(try #require(TestData.endpointCases))/\(name).json")
        let cases = try JSONValue(parsing: bytes)["testCases"]?.array ?? []
        return cases.filter { expected in
            (expected["params"]?.object ?? [:]).allSatisfy { parameters.contains($0.key) || $0.value == .bool(false) }
        }
    }

    @Test(arguments: services)
    func `endpoints and rejections match botocore`(file: String, service: String, count: Int) throws {
        let cases = try Self.cases(file)
        #expect(cases.count == count)
        for expected in cases {
            let parameters = expected["params"]
            let rules = EndpointRules(
                service: service, useFIPS: parameters?["UseFIPS"]?.bool ?? false,
                useDualStack: parameters?["UseDualStack"]?.bool ?? false, configured: parameters?["Endpoint"]?.string)
            let result = Result { () throws(AWSSetupError) in
                try rules.endpoint(region: parameters?["Region"]?.string)
            }
            switch result {
            case .success(let endpoint):
                #expect(endpoint.url == expected["expect"]?["endpoint"]?["url"]?.string, "\(expected)")
            case .failure: #expect(expected["expect"]?["error"] != nil, "\(expected)")
            }
        }
    }
}
