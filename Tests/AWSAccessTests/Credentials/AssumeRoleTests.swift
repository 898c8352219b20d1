// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Base
import Testing

struct AssumeRoleTests {
    /// An STS that names its keys after the role, and records its callers.
    private static func sts() -> FakeTransport {
        FakeTransport { request, _ in
            let role =
                request.bodyText.split(separator: "&").first { $0.hasPrefix("RoleArn=") }?
                .split(separator: "%2F").last ?? "?"
            let action = request.bodyText.contains("WebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole"
            return .success(
                .text(
                    """
                    <\(action)Response><\(action)Result><AssumedRoleUser>
                    <Arn>arn:aws:sts::123456789012:assumed-role/\(role)/s</Arn></AssumedRoleUser>
                    <Credentials><AccessKeyId>ASIA-\(role)</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                    <SessionToken>t</SessionToken><Expiration>2026-01-02T09:00:00Z</Expiration></Credentials>
                    </\(action)Result></\(action)Response>
                    """))
        }
    }

    private func load(
        _ config: String, _ variables: [String: String] = [:], profile: String = "p", http: FakeTransport = sts(),
        ask: (@Sendable (String) async -> String?)? = nil, files: [String: String] = [:]
    ) async throws(AWSSetupError) -> Credentials {
        var context = machine(variables, config: config, files: files, http: http)
        context.ask = ask
        let settings = try ProfileSettings(profile: profile, context: context)
        return try await CredentialChain.standard(settings: settings).resolve().credentials
    }

    private static let base = "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n"

    @Test func `the keys of the source profile sign the request for the role's`() async throws {
        let http = Self.sts()
        let config = """
            \(Self.base)
            [profile p]
            region = eu-west-1
            role_arn = arn:aws:iam::123456789012:role/r
            source_profile = base
            external_id = e x
            role_session_name = me
            duration_seconds = 900
            """
        let keys = try await load(config, http: http)
        #expect(keys.accessKeyId == "ASIA-r")
        #expect(keys.accountId == "123456789012")
        #expect(keys.expiration == Timestamp(year: 2026, month: 1, day: 2, hour: 9))
        let request = try #require(http.requests.first)
        #expect(request.url == "https://sts.eu-west-1.amazonaws.com/")
        #expect(
            request.bodyText
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr"
                + "&RoleSessionName=me&ExternalId=e%20x&DurationSeconds=900")
        let authorization = request.fields.first(named: "Authorization")
        #expect(authorization?.contains("Credential=AKIDBASE/20260102/eu-west-1/sts/aws4_request") == true)
    }

    @Test func `roles can be chained`() async throws {
        let http = Self.sts()
        let config = """
            \(Self.base)
            [profile middle]
            role_arn = arn:aws:iam::1:role/middle
            source_profile = base
            [profile p]
            role_arn = arn:aws:iam::1:role/r
            source_profile = middle
            """
        #expect(try await load(config, http: http).accessKeyId == "ASIA-r")
        let signers = http.requests.compactMap { $0.fields.first(named: "Authorization") }
        #expect(signers.count == 2)
        #expect(signers.first?.contains("Credential=AKIDBASE/") == true)
        #expect(signers.last?.contains("Credential=ASIA-middle/") == true)
        #expect(http.requests.last?.fields.first(named: "X-Amz-Security-Token") == "t")
    }

    @Test func `a profile with static keys may be its own source`() async throws {
        let config = """
            [profile p]
            aws_access_key_id = AKIDBASE
            aws_secret_access_key = s
            role_arn = arn:aws:iam::1:role/r
            source_profile = p
            """
        #expect(try await load(config).accessKeyId == "ASIA-r")
    }

    @Test(arguments: [
        "[profile p]\nrole_arn = a\nsource_profile = p\n",
        "[profile p]\nrole_arn = a\nsource_profile = q\n[profile q]\nrole_arn = b\nsource_profile = p\n",
    ])
    func `a circular source_profile is detected`(config: String) async {
        let error = await #expect(throws: AWSSetupError.self) { try await load(config) }
        #expect(error?.message.contains("circular") == true)
    }

    @Test(arguments: [
        ("source_profile = nobody", "doesn't exist"),
        ("source_profile = empty", "has no keys"),
        ("source_profile = base\ncredential_source = Environment", "both source_profile and credential_source"),
        ("credential_source = Elsewhere", "must be Environment"),
        ("credential_source = Environment", "has no keys"),
    ])
    func `a broken link is reported with its place and reason`(lines: String, words: String) async {
        let config = "\(Self.base)[profile empty]\n[profile p]\nrole_arn = arn:aws:iam::1:role/r\n\(lines)\n"
        let error = await #expect(throws: AWSSetupError.self) { try await load(config) }
        #expect(error?.message.contains(words) == true)
    }

    @Test func `the environment can be the source`() async throws {
        let http = Self.sts()
        _ = try await load(
            "[profile p]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Environment\n",
            ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s"], http: http)
        #expect(http.requests.first?.fields.first(named: "Authorization")?.contains("Credential=AKIDENV/") == true)
    }

    @Test func `a second factor is requested`() async throws {
        let http = Self.sts()
        let config =
            "\(Self.base)[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nmfa_serial = arn:mfa/u\n"
        _ = try await load(config, http: http, ask: { $0.contains("arn:mfa/u") ? "123456" : nil })
        #expect(http.requests.first?.bodyText.contains("SerialNumber=arn%3Amfa%2Fu&TokenCode=123456") == true)
        let error = await #expect(throws: AWSSetupError.self) { try await load(config) }
        #expect(error?.message.contains("no terminal") == true)
    }

    @Test func `a role based on one that needs a code needs one, too, and isn't renewed early`() throws {
        let config =
            "\(Self.base)[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nmfa_serial = arn:mfa/u\n"
        let settings = try ProfileSettings(profile: "p", context: machine(config: config))
        let role = RoleParameters(arn: "arn:aws:iam::1:role/s")
        #expect(GivenRoleSource(role, chain: .standard(settings: settings), settings: settings).isInteractive)
    }

    @Test func `an error of STS is reported in its own words`() async {
        let http = FakeTransport { _, _ in
            .success(
                .text(
                    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>",
                    status: 403))
        }
        let config = "\(Self.base)[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n"
        let error = await #expect(throws: AWSSetupError.self) { try await load(config, http: http) }
        #expect(error?.message.contains("AccessDenied: not you") == true)
    }

    @Test func `a web identity token needs no keys, and its file is read each time`() async throws {
        let http = Self.sts()
        let variables = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/pod",
            "AWS_ROLE_SESSION_NAME": "s", "AWS_REGION": "us-east-2",
        ]
        let context = machine(variables, files: ["/token": "one"], http: http)
        let source = WebIdentitySource(
            profile: "default", settings: try ProfileSettings(context: context), usesEnvironment: true)
        #expect(try await source.load()?.accessKeyId == "ASIA-pod")
        try context.files.replace("/token", with: Array("two".utf8))
        _ = try await source.load()
        #expect(http.requests.map { $0.bodyText.contains("WebIdentityToken=two") } == [false, true])
        #expect(http.requests.allSatisfy { $0.fields.first(named: "Authorization") == nil })
        #expect(http.requests.first?.url == "https://sts.us-east-2.amazonaws.com/")
    }

    @Test func `a profile with a token file doesn't assume a role with keys`() async throws {
        let config = "[profile p]\nrole_arn = arn:aws:iam::1:role/web\nweb_identity_token_file = /token\n"
        let keys = try await load(config, files: ["/token": "jwt"])
        #expect(keys.accessKeyId == "ASIA-web")
    }
}
