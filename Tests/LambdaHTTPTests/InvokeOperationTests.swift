// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Lambda
import LambdaHTTP
import Testing

struct InvokeOperationTests {
    private static let endpoint = Endpoint(scheme: .http, host: "127.0.0.1", port: 9001)

    private func request(_ change: (inout InvocationRequest) -> Void = { _ in }) throws(LambdaError) -> HTTPRequest {
        var invocation = InvocationRequest(function: "f")
        change(&invocation)
        return try InvokeOperation.request(invocation, endpoint: Self.endpoint)
    }

    @Test func `a plain invocation is a POST without headers and body`() throws {
        let request = try request()
        #expect(request.method == "POST")
        #expect(request.url == "http://127.0.0.1:9001/2015-03-31/functions/f/invocations")
        #expect(request.fields.isEmpty)
        #expect(request.body.isEmpty)
        #expect(request.timeout > .seconds(900))
    }

    @Test func `every part of an invocation is in the right place`() throws {
        let request = try request {
            $0.function = "arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST"
            $0.qualifier = "$LATEST"
            $0.type = .event
            $0.wantsLog = true
            $0.clientContext = Array(#"{"custom":{}}"#.utf8)
            $0.tenantId = "acme  corp+1"
            $0.payload = Array("{}".utf8)
            $0.timeout = .seconds(2)
        }
        #expect(
            request.path
                == "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af%3A%24LATEST/invocations"
        )
        #expect(request.query == "Qualifier=%24LATEST")
        #expect(request.fields.first(named: "X-Amz-Invocation-Type") == "Event")
        #expect(request.fields.first(named: "X-Amz-Log-Type") == "Tail")
        #expect(request.fields.first(named: "X-Amz-Client-Context") == "eyJjdXN0b20iOnt9fQ==")
        #expect(request.fields.first(named: "X-Amz-Tenant-Id") == "acme  corp+1")
        #expect(request.timeout == .seconds(2))
    }

    @Test(arguments: [
        (InvocationType.requestResponse, 6_291_456, true), (.requestResponse, 6_291_457, false),
        (.event, 1_048_576, true), (.event, 1_048_577, false), (.dryRun, 6_291_457, false),
    ])
    func `a body over the limit is refused before it's sent`(type: InvocationType, size: Int, fits: Bool) {
        let attempt = Result { () throws(LambdaError) in
            try request {
                $0.type = type
                $0.payload = Array(repeating: UInt8(ascii: "1"), count: size)
            }
        }
        guard case .failure(let error) = attempt else {
            #expect(fits)
            return
        }
        #expect(!fits)
        #expect(error.kind == .usage)
        #expect(error.code == "RequestTooLarge")
        #expect(!error.mayHaveRun)
    }

    @Test(arguments: [(2_685, true), (2_688, false)])
    func `a client context may have 3583 bytes of base64`(size: Int, fits: Bool) throws {
        if fits {
            let request = try request { $0.clientContext = Array(repeating: UInt8(ascii: " "), count: size) }
            #expect(request.fields.first(named: "X-Amz-Client-Context")?.utf8.count == 3_580)
        } else {
            #expect(throws: LambdaError.self) {
                try request { $0.clientContext = Array(repeating: UInt8(ascii: " "), count: size) }
            }
        }
    }

    @Test(arguments: ["", "a\r\nX-Evil: 1", "ü", String(repeating: "a", count: 257)])
    func `an invalid tenant id is refused`(tenant: String) {
        #expect(throws: LambdaError.self) { try request { $0.tenantId = tenant } }
    }

    @Test func `an empty function name is refused`() {
        #expect(throws: LambdaError.self) { try request { $0.function = "" } }
    }

    @Test func `a response returns payload, error, version, id and the decoded log`() {
        let response = HTTPResponse(
            status: 200,
            fields: [
                HTTPField("X-Amz-Function-Error", "Unhandled"), HTTPField("x-amz-executed-version", "$LATEST"),
                HTTPField("x-amzn-RequestId", "id-1"), HTTPField("X-Amz-Log-Result", "TE9HCg=="),
            ],
            body: Array(#"{"errorMessage":"boom"}"#.utf8))
        let outcome = InvokeOperation.outcome(response, of: InvocationRequest(function: "f"), duration: .seconds(1))
        #expect(outcome.status == 200)
        #expect(outcome.payload == Array(#"{"errorMessage":"boom"}"#.utf8))
        #expect(outcome.functionError == "Unhandled")
        #expect(outcome.executedVersion == "$LATEST")
        #expect(outcome.requestId == "id-1")
        #expect(outcome.log == "LOG\n")
    }

    @Test(arguments: [InvocationType.event, .dryRun])
    func `events and dry runs have no payload, whatever the server sends`(type: InvocationType) {
        var invocation = InvocationRequest(function: "f")
        invocation.type = type
        let response = HTTPResponse(status: 202, body: Array("echo".utf8))
        #expect(InvokeOperation.outcome(response, of: invocation, duration: .zero).payload.isEmpty)
    }
}
