// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Base
import Testing

struct SSOTests {
    private static let session = """
        [profile p]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Reader
        [sso-session corp]
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    private static let legacy = """
        [profile p]
        sso_account_id = 123456789012
        sso_role_name = Reader
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    /// The SHA-1 of `corp`.
    private static let sessionFile = "/home/u/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
    /// The SHA-1 of the start URL.
    private static let legacyFile = "/home/u/.aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"

    private static func portal() -> FakeTransport {
        FakeTransport { request, _ in
            if request.path == "/token" {
                return .success(.text(#"{"accessToken":"renewed","expiresIn":3600,"refreshToken":"next"}"#))
            }
            return .success(
                .text(
                    #"{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","#
                        + #""expiration":1767344400000}}"#))
        }
    }

    private func load(
        _ config: String, files: [String: String], http: FakeTransport
    ) async throws -> (keys: Credentials?, files: FakeFiles) {
        let context = machine(config: config, files: files, http: http)
        let settings = try ProfileSettings(profile: "p", context: context)
        let keys = try await SSOSource(profile: "p", settings: settings).load()
        return (keys, try #require(context.files as? FakeFiles))
    }

    @Test(arguments: [(session, sessionFile), (legacy, legacyFile)])
    func `both forms find their token`(config: String, file: String) async throws {
        let token = #"{"accessToken":"bearer","expiresAt":"2026-01-02T09:00:00Z"}"#
        let http = Self.portal()
        let keys = try await load(config, files: [file: token], http: http).keys
        #expect(keys?.accessKeyId == "ASIASSO")
        #expect(keys?.accountId == "123456789012")
        #expect(keys?.expiration == Timestamp(year: 2026, month: 1, day: 2, hour: 9))
        #expect(
            http.requests.map(\.url) == [
                "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials"
                    + "?account_id=123456789012&role_name=Reader"
            ])
        #expect(http.requests.first?.fields.first(named: "x-amz-sso_bearer_token") == "bearer")
    }

    private static let renewable = """
        {"accessToken": "old", "expiresAt": "2026-01-02T03:10:00Z", "refreshToken": "r", "clientId": "c",
         "clientSecret": "cs", "registrationExpiresAt": "2026-03-01T00:00:00Z", "extra": 1.50}
        """

    @Test func `a token that's about to expire is renewed and saved`() async throws {
        let http = Self.portal()
        let (keys, files) = try await load(Self.session, files: [Self.sessionFile: Self.renewable], http: http)
        #expect(keys?.accessKeyId == "ASIASSO")
        #expect(http.requests.first?.url == "https://oidc.eu-west-1.amazonaws.com/token")
        #expect(
            http.requests.first?.bodyText
                == #"{"clientId":"c","clientSecret":"cs","grantType":"refresh_token","refreshToken":"r"}"#)
        #expect(http.requests.last?.fields.first(named: "x-amz-sso_bearer_token") == "renewed")
        let kept = try #require(files[Self.sessionFile])
        #expect(kept.contains(#""accessToken": "renewed""#))
        #expect(kept.contains(#""refreshToken": "next""#))
        #expect(kept.contains(#""expiresAt": "2026-01-02T04:04:05Z""#))
        #expect(kept.contains(#""extra": 1.50"#))
    }

    @Test func `if the renewal fails, the old token is used until it expires`() async throws {
        let http = FakeTransport { request, index in
            request.path == "/token"
                ? .success(.text("{}", status: 400)) : await Self.portal().answerOnce(request)
        }
        let keys = try await load(Self.session, files: [Self.sessionFile: Self.renewable], http: http).keys
        #expect(keys?.accessKeyId == "ASIASSO")
        #expect(http.requests.last?.fields.first(named: "x-amz-sso_bearer_token") == "old")
    }

    @Test(arguments: [
        nil, "not json", #"{"accessToken":"a"}"#, #"{"accessToken":"a","expiresAt":"soon"}"#,
        #"{"accessToken":"a","expiresAt":"2026-01-01T00:00:00Z"}"#,
    ])
    func `without a valid token the user learns how to log in`(token: String?) async {
        let http = Self.portal()
        let error = await #expect(throws: AWSSetupError.self) {
            try await load(Self.legacy, files: token.map { [Self.legacyFile: $0] } ?? [:], http: http)
        }
        #expect(error?.hint == "run `lamsh login --profile p`, or `login --profile p` at the prompt")
        #expect(http.requests.isEmpty)
    }

    @Test func `a revoked token is reported as revoked`() async {
        let token = #"{"accessToken":"bearer","expiresAt":"2026-01-02T09:00:00Z"}"#
        let http = FakeTransport { _, _ in .success(.text(#"{"message":"Session token not found"}"#, status: 401)) }
        let error = await #expect(throws: AWSSetupError.self) {
            try await load(Self.legacy, files: [Self.legacyFile: token], http: http)
        }
        #expect(error?.message.contains("revoked") == true)
    }

    @Test(arguments: [
        (session.replacing("sso_session = corp", with: "sso_session = other"), "doesn't exist"),
        (session.replacing("sso_role_name", with: "sso_region = us-east-1\nsso_role_name"), "has different values"),
        (session.replacing("sso_role_name = Reader", with: ""), "sso_role_name is missing"),
    ])
    func `a profile that doesn't match its session is an error`(config: String, words: String) async {
        let error = await #expect(throws: AWSSetupError.self) {
            try await load(config, files: [:], http: Self.portal())
        }
        #expect(error?.message.contains(words) == true)
    }
}

extension FakeTransport {
    fileprivate func answerOnce(_ request: HTTPRequest) async -> Answer {
        do throws(TransportError) {
            return .success(try await send(request))
        } catch {
            return .failure(error)
        }
    }
}
