// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSSigning
import Base
import HTTPMessages
import Testing

/// Each source, with an expiration that can't be read.
struct ExpirationTests {
    private static let time = "but must be a time such as 2026-01-02T03:04:05Z"
    /// As JSON has it, and as the error quotes it.
    private static let values = [
        (#""soon""#, #""soon""#), (#""""#, #""""#), ("1767344400", "1767344400"), ("true", "true"), ("[1]", "an array"),
        ("{}", "an object"), (#""2026-02-31T00:00:00Z""#, #""2026-02-31T00:00:00Z""#),
        // It may be a key in the wrong place.
        (#""wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY""#, "a text of 40 bytes"),
    ]

    private func message(of source: any CredentialSource) async -> String? {
        await #expect(throws: AWSSetupError.self) { try await source.load() }?.message
    }

    private func message(_ source: String, _ place: String, _ found: String, _ expected: String = time) -> String {
        "can't use the keys from \(source): \(place) is \(found), \(expected)"
    }

    @Test(arguments: values) func `a program's`(value: String, found: String) async throws {
        var context = machine(config: "[default]\ncredential_process = p\n")
        context.programs = FakePrograms { _ in
            let keys = #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":\#(value)}"#
            return ProgramResult(status: 0, output: Array(keys.utf8), errorOutput: [])
        }
        let source = ProgramSource(profile: "default", settings: try ProfileSettings(context: context))
        #expect(await message(of: source) == message("credential_process (profile default)", "Expiration", found))
    }

    @Test(arguments: values) func `a container's`(value: String, found: String) async {
        let keys = #"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":\#(value)}"#
        let context = machine(
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/"],
            http: FakeTransport { _, _ in .success(.text(keys)) })
        #expect(await message(of: ContainerSource(context: context)) == message("container", "Expiration", found))
    }

    @Test(arguments: values) func `an instance's`(value: String, found: String) async throws {
        let keys = #"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":\#(value)}"#
        let http = FakeTransport { request, _ in .success(.text(request.path.hasSuffix("/r") ? keys : "r")) }
        let source = InstanceRoleSource(settings: try ProfileSettings(context: machine(http: http)))
        #expect(await message(of: source) == message("instance role", "Expiration", found))
    }

    @Test func `STS's`() async throws {
        let answer = """
            <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId>
            <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>soon</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """
        let config = """
            [default]
            role_arn = arn:r
            source_profile = default
            aws_access_key_id = A
            aws_secret_access_key = s
            """
        let context = machine(config: config, http: FakeTransport { _, _ in .success(.text(answer)) })
        let source = AssumeRoleSource(profile: "default", settings: try ProfileSettings(context: context))
        #expect(
            await message(of: source) == message("role arn:r (profile default)", "Expiration", #""soon""#))
    }

    private static let sso = """
        [default]
        sso_account_id = 1
        sso_role_name = r
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    private static let ssoFile = "/home/u/.aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"

    @Test(arguments: values) func `the token's of IAM Identity Center`(value: String, found: String) async throws {
        let context = machine(
            config: Self.sso, files: [Self.ssoFile: #"{"accessToken":"t","expiresAt":\#(value)}"#])
        let source = SSOSource(profile: "default", settings: try ProfileSettings(context: context))
        #expect(
            await message(of: source)
                == "SSO (profile default): expiresAt in \(Self.ssoFile) is \(found), \(Self.time)")
    }

    @Test(arguments: [
        (#""soon""#, #""soon""#), ("1.5", "1.5"), ("-1", "-1"), ("999999999999999999", "999999999999999999"),
        ("1e300", "1e300"), ("99999999999999999999999999999999999", "a number of 35 digits"),
    ])
    func `the keys' of IAM Identity Center`(value: String, found: String) async throws {
        let keys = #"{"accessKeyId":"A","secretAccessKey":"s","sessionToken":"t","expiration":\#(value)}"#
        let context = machine(
            config: Self.sso, files: [Self.ssoFile: #"{"accessToken":"t","expiresAt":"2099-01-01T00:00:00Z"}"#],
            http: FakeTransport { _, _ in .success(.text(#"{"roleCredentials":\#(keys)}"#)) })
        let source = SSOSource(profile: "default", settings: try ProfileSettings(context: context))
        #expect(
            await message(of: source)
                == message(
                    "SSO (profile default)", "expiration", found, "but must be a number of milliseconds since 1970"))
    }

    @Test(arguments: values.filter { $0.0.hasPrefix("\"") }) func `the session's of aws login`(
        value: String, found: String
    ) async throws {
        // The SHA-256 of `s`.
        let file = "/home/u/.aws/login/cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json"
        let token = """
            {"accessToken": {"accessKeyId": "A", "secretAccessKey": "s", "sessionToken": "t", "expiresAt": \(value)},
             "refreshToken": "r", "clientId": "c", "dpopKey": "k"}
            """
        let context = machine(config: "[default]\nlogin_session = s\n", files: [file: token])
        let source = LoginSource(profile: "default", settings: try ProfileSettings(context: context))
        #expect(
            await message(of: source) == message("aws login (profile default)", "expiresAt in \(file)", found))
    }
}
