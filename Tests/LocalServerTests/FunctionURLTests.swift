// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import JSON
import LocalFunctions
import LocalHTTP
import LocalSandbox
import LocalServer
import Testing

struct FunctionURLTests {
    @Test(arguments: [
        ("/f", "f", nil, "/"), ("/f/", "f", nil, "/"), ("/f/a%2Fb/", "f", nil, "/a%2Fb/"), ("/f//a", "f", nil, "//a"),
        ("//f/x", "f", nil, "/x"), ("/f:live/x", "f", "live", "/x"), ("/2048/x", "2048", nil, "/x"),
        ("/2015-03/x", "2015-03", nil, "/x"),
    ])
    func `a path names a function`(path: String, function: String, qualifier: String?, rawPath: String) throws {
        let target = try #require(FunctionURLTarget(path: path))
        #expect((target.function, target.rawPath) == (function, rawPath))
        #expect(target.qualifier == qualifier)
    }

    @Test(arguments: [
        "", "/", "//", "/2015-03-31/functions", "/2021-10-31", "/f%2F/x", "/:x/", "/f:/x", "/f:a:b/x", "/a.ico",
    ])
    func `other paths are the API's`(path: String) {
        #expect(FunctionURLTarget(path: path) == nil)
    }

    private func event(_ request: LocalRequest) throws -> JSONValue {
        let target = try #require(FunctionURLTarget(path: request.path))
        return FunctionURLEvent(
            request, to: target, requestId: "6c1f3a4e-0000-4000-8000-1234567890ab", time: 1_767_323_045_678,
            clientAddress: "10.0.0.1", port: 9_001
        ).value
    }

    @Test func `an event has the members of payload format 2`() throws {
        let fields = [
            HTTPField("Host", "localhost:9001"), HTTPField("X-A", "1"), HTTPField("x-a", "2"),
            HTTPField("Content-Type", "application/json"), HTTPField("Cookie", "a=1; b=2"),
        ]
        let event = try event(
            LocalRequest(method: "POST", target: "/f/p%2Fq?x=1&x=%2F", fields: fields, body: Array("{}".utf8)))
        #expect(
            event.description
                == #"{"version":"2.0","routeKey":"$default","rawPath":"/p%2Fq","rawQueryString":"x=1&x=%2F","#
                + #""cookies":["a=1","b=2"],"headers":{"host":"localhost:9001","x-a":"1,2","#
                + #""content-type":"application/json","#
                + #""x-amzn-trace-id":"Root=1-695735a5-000040008000"#
                + #"1234567890ab","x-forwarded-for":"10.0.0.1","x-forwarded-port":"9001","x-forwarded-proto":"http"},"#
                + #""queryStringParameters":{"x":"1,/"},"requestContext":{"accountId":"anonymous","apiId":"f","#
                + #""domainName":"localhost:9001","domainPrefix":"f","http":{"method":"POST","path":"/p%2Fq","#
                + #""protocol":"HTTP/1.1","sourceIp":"10.0.0.1","userAgent":""},"#
                + #""requestId":"6c1f3a4e-0000-4000-8000-1234567890ab","routeKey":"$default","stage":"$default","#
                + #""time":"02/Jan/2026:03:04:05 +0000","timeEpoch":1767323045678},"body":"{}","#
                + #""isBase64Encoded":false}"#)
    }

    private static let prelude = "application/vnd.awslambda.http-integration-response"

    /// What a stream does, as text.
    private func actions(
        _ parts: [StreamedPart], _ result: InvocationResult, mode: FunctionURLSettings.InvokeMode? = nil
    ) -> [String] {
        var stream = FunctionURLStream(mode: mode)
        let actions = parts.flatMap { stream.take($0) } + stream.end(result)
        return actions.map { action in
            switch action {
            case .begin(let status, let fields):
                "\(status) " + fields.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
            case .write(let bytes): String(decoding: bytes, as: UTF8.self)
            case .respond(let response): "\(response.status): \(String(decoding: response.body, as: UTF8.self))"
            case .cutOff: "cut off"
            case .explain(let fault): "\(fault)"
            }
        }
    }

    private func bytes(_ text: String) -> StreamedPart { .bytes(Array(text.utf8)) }
    private let done = InvocationResult(payload: [], failed: false)
    private let failed = InvocationResult(payload: [], failed: true)
    private let nul = String(repeating: "\0", count: 8)

    @Test func `the body of a stream is passed on as it comes`() {
        let parts = [.start(mediaType: "text/plain"), bytes("a"), bytes("b")]
        #expect(actions(parts, done) == ["200 Content-Type=text/plain", "a", "b"])
        #expect(actions(parts, failed).last == "cut off")
        #expect(actions([.start(mediaType: nil)], done) == ["200 Content-Type=application/octet-stream"])
    }

    @Test func `a prelude is found wherever the stream is cut`() {
        let text = #"{"statusCode":201,"headers":{"X":"y"},"cookies":["c"]}"# + nul + "body"
        for cut in 0...text.utf8.count {
            let (first, second) = (text.utf8.prefix(cut), text.utf8.dropFirst(cut))
            let parts: [StreamedPart] = [
                .start(mediaType: Self.prelude), .bytes(Array(first)), .bytes(Array(second)),
            ]
            let actions = actions(parts, done)
            #expect(actions.first == "201 X=y,Set-Cookie=c,Content-Type=application/json")
            #expect(actions.dropFirst().joined() == "body")
        }
    }

    @Test(arguments: ["[]\0\0\0\0\0\0\0\0", "{}", "{\0\0\0\0\0\0\0\0x", #"{"statusCode":1}"# + "\0\0\0\0\0\0\0\0"])
    func `a stream without a valid prelude fails once`(text: String) {
        let actions = actions([.start(mediaType: Self.prelude), bytes(text), bytes("more")], done)
        #expect(actions.count == 2)
        #expect(actions.last == "502: Internal Server Error")
    }

    @Test func `a failure before the first byte is a response`() {
        #expect(actions([], failed) == ["502: Internal Server Error"])
        #expect(actions([.start(mediaType: "text/plain")], failed) == ["502: Internal Server Error"])
        #expect(actions([.start(mediaType: Self.prelude), bytes("{")], failed) == ["502: Internal Server Error"])
    }

    @Test func `a result that wasn't streamed depends on the mode`() {
        let whole = InvocationResult(payload: Array(#""text""#.utf8), failed: false)
        #expect(actions([], whole) == ["200: text"])
        #expect(actions([], whole, mode: .stream) == ["notStreamed", "502: Internal Server Error"])
    }
}
