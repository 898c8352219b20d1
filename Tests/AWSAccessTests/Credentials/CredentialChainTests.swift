// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import AWSAccess
import Testing

/// Which source takes precedence, for typical environments.
struct CredentialChainTests {
    private static let keysInEnvironment = ["AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s"]
    private static let keysInCredentials = "[default]\naws_access_key_id = AKIDCRED\naws_secret_access_key = s\n"
    private static let keysInConfig = "[default]\naws_access_key_id = AKIDCONF\naws_secret_access_key = s\n"

    private func resolve(
        _ context: AmbientContext, profile: String? = nil
    ) async throws(AWSSetupError) -> Credentials {
        let settings = try ProfileSettings(profile: profile, context: context)
        return try await CredentialChain.standard(settings: settings).resolve().credentials
    }

    @Test func `environment, credentials file, config file`() async throws {
        let environment = machine(
            Self.keysInEnvironment, config: Self.keysInConfig, credentials: Self.keysInCredentials)
        #expect(try await resolve(environment).accessKeyId == "AKIDENV")
        let both = machine(config: Self.keysInConfig, credentials: Self.keysInCredentials)
        #expect(try await resolve(both).accessKeyId == "AKIDCRED")
        #expect(try await resolve(both).source == "profile default (credentials file)")
        #expect(try await resolve(machine(config: Self.keysInConfig)).accessKeyId == "AKIDCONF")
    }

    @Test func `a requested profile overrides keys in the environment, one set by a variable doesn't`()
        async throws
    {
        var variables = Self.keysInEnvironment
        variables["AWS_PROFILE"] = "default"
        let context = machine(variables, credentials: Self.keysInCredentials)
        #expect(try await resolve(context).accessKeyId == "AKIDENV")
        #expect(try await resolve(context, profile: "default").accessKeyId == "AKIDCRED")
    }

    @Test func `the token is read in both spellings, the older one first`() async throws {
        var variables = Self.keysInEnvironment
        variables["AWS_SESSION_TOKEN"] = "new"
        #expect(try await resolve(machine(variables)).sessionToken == Secret("new"))
        variables["AWS_SECURITY_TOKEN"] = "old"
        #expect(try await resolve(machine(variables)).sessionToken == Secret("old"))
        let file = Self.keysInCredentials + "aws_session_token = new\naws_security_token = old\n"
        #expect(try await resolve(machine(credentials: file)).sessionToken == Secret("old"))
    }

    @Test func `an empty variable counts as unset`() async throws {
        let context = machine(["AWS_ACCESS_KEY_ID": ""], credentials: Self.keysInCredentials)
        #expect(try await resolve(context).accessKeyId == "AKIDCRED")
    }

    @Test(arguments: [
        (machine(["AWS_ACCESS_KEY_ID": "A"], credentials: keysInCredentials), "AWS_SECRET_ACCESS_KEY"),
        (machine(credentials: "[default]\naws_access_key_id = A\n"), "aws_secret_access_key"),
        (machine(config: "[default]\naws_access_key_id =\naws_secret_access_key = s\n"), "aws_access_key_id"),
        (machine(config: "[default]\nrole_arn = arn:aws:iam::1:role/r\n"), "source_profile or credential_source"),
        (machine(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"]), "AWS_ROLE_ARN or role_arn"),
        (machine(config: "[default]\nsso_account_id = 1\nsso_role_name = r\n"), "sso_start_url"),
    ])
    func `incomplete keys are an error, and no other source is tried`(context: AmbientContext, missing: String) async {
        let error = await #expect(throws: AWSSetupError.self) { try await resolve(context) }
        switch error {
        case .partialKeys(_, missing), .partialSource(_, missing): break
        default:
            Issue.record("\(error.debugDescription)")
        }
    }

    @Test(arguments: [
        (AWSSetupError.partialSource("[sso-session corp]", missing: "sso_region"), "set sso_region; "),
        (.partialKeys(source: "environment", missing: "AWS_SECRET_ACCESS_KEY"), "set both the access key ID and "),
    ])
    func `the hint is about what's missing`(error: AWSSetupError, hint: String) {
        #expect(error.hint?.hasPrefix(hint) == true)
    }

    @Test func `without any keys the tried sources are listed`() async {
        let error = await #expect(throws: AWSSetupError.self) { try await resolve(machine()) }
        guard case .noCredentials(let tried) = error else {
            Issue.record("\(error.debugDescription)")
            return
        }
        #expect(tried.first == "environment")
        #expect(
            tried.last == "instance role (there's no instance metadata service at http://169.254.169.254)")
        #expect(tried.count == 10)
    }

    @Test func `the explanation says why the instance role was skipped`() async throws {
        let settings = try ProfileSettings(context: machine(["AWS_EC2_METADATA_DISABLED": "true"]))
        let steps = await CredentialChain.standard(settings: settings).explain()
        #expect(steps.last?.outcome == .unavailable(reason: "it's disabled by AWS_EC2_METADATA_DISABLED"))
        #expect(steps.count == 10)
    }

    @Test func `a changed file is read when the keys are loaded again`() async throws {
        let context = machine(credentials: Self.keysInCredentials)
        let settings = try ProfileSettings(context: context)
        let provider = CredentialProvider(chain: .standard(settings: settings), clock: context.clock)
        let old = try await provider.first()
        #expect(try await !provider.replace(old))
        try context.files.replace(
            "/home/u/.aws/credentials",
            with: Array(Self.keysInCredentials.replacing("AKIDCRED", with: "AKIDNEW").utf8))
        #expect(try await provider.replace(old))
        #expect(try await provider.credentials().accessKeyId == "AKIDNEW")
    }

    @Test func `the chain explains itself without a secret`() async throws {
        let context = machine(config: "[default]\naws_access_key_id = AKIDCONF\naws_secret_access_key = hush\n")
        let settings = try ProfileSettings(context: context)
        let steps = await CredentialChain.standard(settings: settings).explain()
        #expect(steps.first?.outcome == .notConfigured)
        #expect(steps.last?.source == "profile default (config file)")
        #expect(steps.last?.outcome == .found(accessKeyId: "AKIDCONF", expiration: nil))
        #expect(!"\(steps)".contains("hush"))
    }
}
