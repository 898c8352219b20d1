// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Base
import Crypto
import JSON
import Testing

/// botocore's cases for the keys of `aws login`. Without them, these tests are skipped and say how to fetch them.
@Suite(
    .enabled(
        if: TestData.loginCases != nil,
        "the cases of aws login are missing: run scripts/fetch-test-data, or set LAMSH_LOGIN_TESTS"))
struct LoginCaseTests {
    static let cases: [JSONValue] = {
        guard let path = TestData.loginCases, let bytes = try? TestData.bytes(path),
            let json = try? JSONValue(parsing: bytes)
        else { return [] }
        return json.array ?? []
    }()

    @Test func `all cases exist`() { #expect(Self.cases.count == 8) }

    @Test(arguments: cases) func `keys, cache and errors match botocore`(expected: JSONValue) async throws {
        var files: [String: String] = [:]
        for (name, token) in expected["cacheContents"]?.object ?? [:] {
            files["/home/u/.aws/login/cache/\(name)"] = token.description
        }
        let call = expected["mockApiCalls"]?.array?.first
        let http = FakeTransport { _, _ in
            let body = call?["response"]?["tokenOutput"]?.description ?? "{}"
            return .success(.text(body, status: call?["responseCode"]?.int ?? 200))
        }
        let clock = FakeClock(Timestamp(year: 2025, month: 11, day: 19))
        let context = machine(
            ["AWS_REGION": "us-east-1"], config: expected["configContents"]?.string, files: files, http: http,
            clock: clock)
        let settings = try ProfileSettings(profile: "signin", context: context)
        let source = LoginSource(profile: "signin", settings: settings)
        var keys: Credentials?
        var failure: AWSSetupError?
        do throws(AWSSetupError) { keys = try await source.load() } catch { failure = error }
        for outcome in expected["outcomes"]?.array ?? [] {
            switch outcome["result"]?.string {
            case "error": #expect(failure != nil)
            case "credentials":
                #expect(keys?.accessKeyId == outcome["accessKeyId"]?.string)
                #expect(keys?.secretAccessKey.reveal() == outcome["secretAccessKey"]?.string)
                #expect(keys?.sessionToken?.reveal() == outcome["sessionToken"]?.string)
                #expect(keys?.accountId == outcome["accountId"]?.string)
                #expect(keys?.expiration?.extendedFormat == outcome["expiresAt"]?.string)
            case "cacheContents":
                for (name, token) in outcome.object ?? [:] where name != "result" {
                    let kept = try #require((context.files as? FakeFiles)?["/home/u/.aws/login/cache/\(name)"])
                    #expect(try JSONValue(parsing: kept) == token)
                }
            default: Issue.record("an outcome of an unknown kind")
            }
        }
        if let call {
            #expect(try JSONValue(parsing: http.requests[0].body) == call["request"]?["tokenInput"])
            #expect(http.requests[0].url == "https://us-east-1.signin.aws.amazon.com/v1/token")
        } else {
            #expect(http.requests.isEmpty)
        }
    }
}

struct PossessionProofTests {
    @Test func `the proof is a JWT that its own key verifies`() throws {
        let key = P256.Signing.PrivateKey()
        let proof = try #require(PossessionProof(pem: Secret(key.pemRepresentation)))
        let url = "https://us-east-1.signin.aws.amazon.com/v1/token"
        let token = try proof.token(url: url, date: Timestamp(secondsSinceEpoch: 1_767_323_045), id: "id-1")
        let parts = token.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        let header = try JSONValue(parsing: decoded(parts[0]))
        #expect(header["typ"] == "dpop+jwt")
        #expect(header["alg"] == "ES256")
        #expect(header["jwk"]?["crv"] == "P-256")
        let point = try decoded(header["jwk"]?["x"]?.string ?? "") + decoded(header["jwk"]?["y"]?.string ?? "")
        #expect(point == Array(key.publicKey.rawRepresentation))
        let payload = try JSONValue(parsing: decoded(parts[1]))
        #expect(payload == ["htm": "POST", "htu": .string(url), "iat": 1_767_323_045, "jti": "id-1"])
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: decoded(parts[2]))
        #expect(key.publicKey.isValidSignature(signature, for: Array("\(parts[0]).\(parts[1])".utf8)))
    }

    @Test func `an invalid key is refused`() {
        #expect(PossessionProof(pem: Secret("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) == nil)
    }

    private func decoded(_ text: String) throws -> [UInt8] {
        try Base64.bytes(of: text, in: [.url])
    }
}
