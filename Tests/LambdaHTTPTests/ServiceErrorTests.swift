// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import AWSServices
import Lambda
import LambdaHTTP
import Testing

struct ServiceErrorTests {
    private static let call = CallContext(
        service: ServiceTable.lambda.facts, endpoint: Endpoint(scheme: .https, host: "lambda.us-east-1.amazonaws.com"),
        region: "us-east-1",
        repetition: .runsTwice, timeout: .seconds(930))

    private func error(_ status: Int, _ fields: [HTTPField] = [], _ body: String) -> LambdaError {
        let response = HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
        return LambdaError(ServiceFailure(response), call: Self.call)
    }

    @Test(arguments: [
        ("ResourceNotFoundException", "{}"),
        ("ResourceNotFoundException:http://internal.amazon.com/coral/com.amazonaws.awsgirapi/", "{}"),
        ("com.amazonaws.lambda#ResourceNotFoundException", "{}"),
        ("", #"{"__type":"com.amazonaws.lambda#ResourceNotFoundException"}"#),
        ("", #"{"__type":"ResourceNotFoundException"}"#),
        ("", #"{"code":"ResourceNotFoundException"}"#),
        ("", #"{"Code":"ResourceNotFoundException"}"#),
        ("", "<ErrorResponse><Error><Code>ResourceNotFoundException</Code></Error></ErrorResponse>"),
    ])
    func `the code is found in every place`(header: String, body: String) {
        let fields = header.isEmpty ? [] : [HTTPField("x-amzn-ErrorType", header)]
        #expect(error(404, fields, body).code == "ResourceNotFoundException")
    }

    @Test(arguments: [
        #"{"message":"not found"}"#, #"{"Type":"User","Message":"not found"}"#,
        "<Response><Errors><Error><Code>X</Code><Message>not found</Message></Error></Errors></Response>",
    ])
    func `the message is found in both spellings and in XML`(body: String) {
        #expect(error(404, [HTTPField("x-amzn-errortype", "X")], body).message == "not found")
    }

    @Test func `request id, status and reason are kept`() {
        let error = error(
            429, [HTTPField("x-amzn-RequestId", "id-1"), HTTPField("x-amzn-ErrorType", "TooManyRequestsException")],
            #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#)
        #expect(error.requestId == "id-1")
        #expect(error.status == 429)
        #expect(error.reason == "ReservedFunctionConcurrentInvocationLimitExceeded")
        #expect(
            error.hint
                == "the function's reserved concurrency is used up or 0 (see `describe`): try again later or increase it"
        )
    }

    @Test(arguments: [
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch",
        "ExpiredTokenException", "MissingAuthenticationTokenException", "IncompleteSignatureException",
    ])
    func `rejected keys are a credentials error`(code: String) {
        let error = error(403, [HTTPField("x-amzn-ErrorType", code)], #"{"message":"no"}"#)
        #expect(error.kind == .credentials)
        #expect(!error.mayHaveRun)
    }

    @Test func `denied access isn't a credentials error`() {
        let error = error(403, [HTTPField("x-amzn-ErrorType", "AccessDeniedException")], #"{"Message":"no"}"#)
        #expect(error.kind == .service)
        #expect(error.hint?.contains("keys are valid") == true)
    }

    @Test func `an expired signature refers to the clock`() {
        let error = error(
            403, [HTTPField("x-amzn-ErrorType", "InvalidSignatureException")],
            #"{"message":"Signature expired: 20260102T030405Z is now earlier than …"}"#)
        #expect(error.hint == "this machine's clock is wrong; correct it")
    }

    @Test func `a response that isn't Lambda's is reported with its origin and first words`() {
        let error = error(502, [], "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")
        #expect(error.code == "HTTP502")
        #expect(
            error.message
                == "https://lambda.us-east-1.amazonaws.com returned status 502, but the response isn't in Lambda's format: 502 Bad Gateway nginx"
        )
    }

    @Test(arguments: [301, 404, 418, 500])
    func `an empty response is described, too`(status: Int) {
        let error = error(status, [], "")
        #expect(error.code == "HTTP\(status)")
        #expect(error.message.contains("status \(status)"))
    }
}
