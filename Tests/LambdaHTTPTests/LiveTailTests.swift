// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import AWSSigning
import Base
import HTTPMessages
import JSON
import Lambda
import LambdaHTTP
import Testing

/// The request of StartLiveTail; `test_live_tail.py` has its stream.
struct LiveTailTests {
    private static let group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/f"

    private func request(_ endpoint: String, isOfAWS: Bool) throws -> HTTPRequest {
        LiveTailOperation.request(
            LiveTailQuery(group: Self.group, pattern: "ERROR"),
            endpoint: ServiceEndpoint(try #require(Endpoint(parsing: endpoint)), isOfAWS: isOfAWS))
    }

    @Test func `sessions have a host of their own at AWS`() throws {
        let request = try request("https://logs.us-east-1.amazonaws.com", isOfAWS: true)
        #expect(request.url == "https://stream-logs.us-east-1.amazonaws.com/")
        #expect(request.fields.first(named: "X-Amz-Target") == "Logs_20140328.StartLiveTail")
        #expect(
            try JSONValue(parsing: request.body) == [
                "logGroupIdentifiers": [.string(Self.group)], "logEventFilterPattern": "ERROR",
            ])
        #expect(request.streamsAnswer)
        #expect(request.timeout > .seconds(3 * 3_600))
    }

    @Test func `an error names the host that was asked`() async throws {
        var context = AmbientContext(variables: [:], http: Unknown())
        context.files = NoFiles()
        var options = AWSConnection.Options(.keys(Credentials(accessKeyId: "AKID", secretAccessKey: Secret("secret"))))
        options.region = "us-east-1"
        let connection = try await AWSConnection.open(
            options, settings: try options.settings(context: context), userAgent: "lamsh/test", notice: { _ in },
            close: {})
        let error = await #expect(throws: LambdaError.self) {
            _ = try await connection.service.liveTail(LiveTailQuery(group: Self.group))
        }
        #expect(error?.message == "unknown host stream-logs.us-east-1.amazonaws.com")
    }

    @Test func `an endpoint that emulates AWS has one host`() throws {
        #expect(try request("http://127.0.0.1:4566", isOfAWS: false).url == "http://127.0.0.1:4566/")
    }
}

/// A network that knows no host.
private struct Unknown: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        throw TransportError(.unknownHost, mayHaveBeenSent: false)
    }
}
