// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
import AWSSigning
import Testing

/// The AWS Signature Version 4 test suite. Without it, these tests are skipped and say how to fetch it.
@Suite(
    .enabled(
        if: TestData.signatureSuite != nil,
        "the AWS Signature Version 4 test suite is missing: run scripts/fetch-test-data, or set LAMSH_AWS4_TESTSUITE"))
struct SignatureSuiteTests {
    private let signer = SigV4Signer(region: "us-east-1", service: "service")

    @Test func `the suite is complete`() {
        #expect(SuiteCase.all.count == 34)
    }

    @Test(arguments: SuiteCase.all)
    func `the canonical request matches the suite`(expected: SuiteCase) {
        let canonical = CanonicalRequest(expected.request, signing: SigV4Signer.isSigned)
        #expect(canonical.text == expected.canonicalRequest)
    }

    @Test(arguments: SuiteCase.all)
    func `the string to sign matches the suite`(expected: SuiteCase) {
        let canonical = CanonicalRequest(expected.request, signing: SigV4Signer.isSigned)
        let text = SigV4Signer.stringToSign(canonical, date: SuiteCase.date, region: "us-east-1", service: "service")
        #expect(text == expected.stringToSign)
    }

    @Test(arguments: SuiteCase.all)
    func `the authorization matches the suite`(expected: SuiteCase) {
        let authorization = signer.authorization(
            expected.request, credentials: SuiteCase.credentials, date: SuiteCase.date)
        #expect(authorization.text == expected.authorization)
    }

    @Test(arguments: SuiteCase.all)
    func `the verifier accepts the suite's signatures`(expected: SuiteCase) {
        var request = expected.signedRequest
        request.payloadHash = expected.request.payloadHash
        let token = request.fields.first(named: "x-amz-security-token").map { Secret($0) }
        let result = SigV4Verifier(service: "service").verify(request, now: SuiteCase.date) { _ in
            var credentials = SuiteCase.credentials
            credentials.sessionToken = token
            return credentials
        }
        switch result {
        case .success: break
        // This case's token was added after signing, which Lambda doesn't accept.
        case .failure(.unsignedHeader("X-Amz-Security-Token")): #expect(expected.name == "post-sts-header-after")
        case .failure(let failure): Issue.record("\(failure)")
        }
    }
}
