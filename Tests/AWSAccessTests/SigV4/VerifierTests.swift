// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import Base
import Testing

struct VerifierTests {
    private static let now = Timestamp(year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5)
    private static let credentials = Credentials(
        accessKeyId: "AKIDEXAMPLE", secretAccessKey: Secret("secret"), sessionToken: Secret("token"))
    private static let body = Array(#"{"a":1}"#.utf8)
    private let verifier = SigV4Verifier(service: "lambda", region: "us-east-1")

    private func signed(
        by credentials: Credentials = Self.credentials, region: String = "us-east-1", service: String = "lambda",
        date: Timestamp = Self.now
    ) -> SignableRequest {
        var request = SignableRequest(
            method: "POST", path: "/2015-03-31/functions/f%3Alive/invocations", query: "Qualifier=%24LATEST",
            fields: [HTTPField("Host", "127.0.0.1:9001"), HTTPField("X-Amz-Invocation-Type", "Event")],
            payloadHash: PayloadHash.of(Self.body))
        let signer = SigV4Signer(region: region, service: service)
        request.fields += signer.sign(request, credentials: credentials, date: date)
        return request
    }

    private func failure(_ request: SignableRequest, now: Timestamp = Self.now) -> SignatureFailure? {
        let result = verifier.verify(request, now: now) { $0 == "AKIDEXAMPLE" ? Self.credentials : nil }
        guard case .failure(let failure) = result else { return nil }
        return failure
    }

    @Test func `the verifier accepts the signer's requests`() {
        #expect(failure(signed()) == nil)
    }

    @Test func `a request without authorization has no token`() {
        var request = signed()
        request.fields.removeAll { $0.name == "Authorization" }
        #expect(failure(request) == .missingAuthorization)
        #expect(failure(request)?.code == "MissingAuthenticationTokenException")
    }

    @Test func `every change in transit is detected`() {
        let changes: [(inout SignableRequest) -> Void] = [
            { $0.method = "PUT" },
            { $0.path += "x" },
            { $0.query = "Qualifier=1" },
            { $0.fields[0].value = "127.0.0.1:9002" },
            { $0.fields[1].value = "DryRun" },
            { $0.payloadHash = PayloadHash.of([1]) },
        ]
        for change in changes {
            var request = signed()
            change(&request)
            #expect(failure(request) == .signatureMismatch)
        }
    }

    @Test func `a wrong secret is a mismatch, and a wrong key is unknown`() {
        var wrong = Self.credentials
        wrong.secretAccessKey = Secret("other")
        #expect(failure(signed(by: wrong)) == .signatureMismatch)
        wrong.accessKeyId = "AKIDOTHER"
        #expect(failure(signed(by: wrong)) == .unknownAccessKey("AKIDOTHER"))
        #expect(SignatureFailure.unknownAccessKey("AKIDOTHER").code == "UnrecognizedClientException")
    }

    @Test func `the session token must be the one that belongs to the key`() {
        var wrong = Self.credentials
        wrong.sessionToken = nil
        #expect(failure(signed(by: wrong)) == .wrongSessionToken)
        wrong.sessionToken = Secret("other")
        #expect(failure(signed(by: wrong)) == .wrongSessionToken)
    }

    @Test func `the scope must name this service, this region and the day of the date`() {
        #expect(failure(signed(service: "s3")) == .wrongService("s3", expected: "lambda"))
        #expect(failure(signed(region: "eu-west-1")) == .wrongRegion("eu-west-1", expected: "us-east-1"))
        var request = signed()
        for index in request.fields.indices where request.fields[index].name == "X-Amz-Date" {
            request.fields[index].value = "20260103T030405Z"
        }
        #expect(failure(request) == .dateOutsideScope(date: "20260103T030405Z", scope: "20260102"))
    }

    @Test(arguments: [(300, true), (301, false), (-300, true), (-301, false)])
    func `the date may be five minutes off`(seconds: Int, isAccepted: Bool) {
        let now = Self.now.adding(seconds: seconds)
        let failure = failure(signed(), now: now)
        if isAccepted {
            #expect(failure == nil)
        } else if seconds > 0 {
            #expect(failure == .expired(signed: Self.now, now: now, window: 300))
        } else {
            #expect(failure == .notYetCurrent(signed: Self.now, now: now, window: 300))
        }
    }

    @Test func `an expired signature is described in AWS's words`() {
        let failure = SignatureFailure.expired(signed: Self.now, now: Self.now.adding(seconds: 600), window: 300)
        #expect(
            failure.message
                == "Signature expired: 20260102T030405Z is now earlier than 20260102T030905Z (20260102T031405Z - 5 min.)"
        )
    }

    @Test func `an AWS field that's added later isn't covered`() {
        var request = signed()
        request.fields.append(HTTPField("X-Amz-Log-Type", "Tail"))
        #expect(failure(request) == .unsignedHeader("X-Amz-Log-Type"))
    }

    @Test(arguments: [
        ("Basic dXNlcg==", SignatureFailure.unknownAlgorithm("Basic")),
        ("AWS4-HMAC-SHA256", .incompleteAuthorization(missing: ["Credential", "Signature", "SignedHeaders"])),
        (
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
            .incompleteAuthorization(missing: ["Signature", "SignedHeaders"])
        ),
        ("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0", .malformedCredential("a/b")),
    ])
    func `an authorization that can't be parsed is incomplete`(text: String, expected: SignatureFailure) {
        var request = signed()
        request.fields.removeAll { $0.name == "Authorization" }
        request.fields.append(HTTPField("authorization", text))
        #expect(failure(request) == expected)
        #expect(expected.code == "IncompleteSignatureException")
    }
}
