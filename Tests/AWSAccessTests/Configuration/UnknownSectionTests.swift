// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Testing

/// The hint for a section that doesn't exist.
struct UnknownSectionTests {
    private static let config = "/home/u/.aws/config"
    private static let credentials = "/home/u/.aws/credentials"

    private func hint(_ name: String, config: String? = nil, credentials: String? = nil) -> String? {
        let context = machine(config: config, credentials: credentials)
        return #expect(throws: AWSSetupError.self) { try ProfileSettings(profile: name, context: context) }?.hint
    }

    @Test(arguments: [
        ("dev", "[default]\n[dev]\n", "2: write [profile dev] instead of [dev]"),
        ("dev", "\n\n[Profile dev]\n", "3: write [profile dev] instead of [Profile dev]"),
        ("dev", "[profiledev]\n", "1: write [profile dev] instead of [profiledev]"),
        ("my dev", "[profile my dev]\n", "1: write [profile \"my dev\"] instead of [profile my dev]"),
    ])
    func `a section of the config file that isn't spelled as a profile is named`(
        name: String, file: String, expected: String
    ) {
        #expect(hint(name, config: file) == "\(Self.config):\(expected)")
    }

    @Test func `a section of the credentials file that's spelled as in the config file is named`() {
        #expect(
            hint("dev", credentials: "[default]\nx = y\n[profile dev]\n")
                == "\(Self.credentials):3: write [dev] instead of [profile dev]")
    }

    @Test func `a profile that's misspelt is suggested`() {
        #expect(hint("stagign", config: "[profile staging]\n[profile prod]\n") == "did you mean \"staging\"?")
        #expect(hint("DEV", config: "[profile dev]\n") == "did you mean \"dev\"?")
    }

    @Test func `the profiles are listed if no name is near`() {
        let config = "[profile a]\n[services nobody]\n"
        #expect(hint("nobody", config: config, credentials: "[b]\n") == "known profiles: a, b")
        #expect(hint("nobody") == "no profiles are defined; `configure nobody` adds this one")
    }

    private static let sso = "[profile p]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n"

    @Test(arguments: [
        (sso + "[corp]\n", nil, "\(config):5: write [sso-session corp] instead of [corp]"),
        (sso + "[sso_session corp]\n", nil, "\(config):5: write [sso-session corp] instead of [sso_session corp]"),
        (
            sso, "[sso-session corp]\n",
            "\(credentials):1: [sso-session corp] belongs in \(config), as [sso-session corp]"
        ),
        (sso + "[sso-session crop]\n", nil, "did you mean \"crop\"?"),
        (sso, nil, "add [sso-session corp] to ~/.aws/config"),
    ])
    func `a session that a profile names is looked for in the same way`(
        config: String, credentials: String?, expected: String
    ) async {
        let context = machine(config: config, credentials: credentials)
        let error = await #expect(throws: AWSSetupError.self) {
            try await SSOSource(profile: "p", settings: ProfileSettings(profile: "p", context: context)).load()
        }
        #expect(error?.message == "sso_session of the profile p is \"corp\", which doesn't exist")
        #expect(error?.hint == expected)
    }

    @Test func `a source profile is looked for in the same way`() async {
        let context = machine(config: "[profile p]\nrole_arn = arn\nsource_profile = base\n[base]\n")
        let error = await #expect(throws: AWSSetupError.self) {
            try await AssumeRoleSource(profile: "p", settings: ProfileSettings(profile: "p", context: context)).load()
        }
        #expect(error?.message == "source_profile of the profile p is \"base\", which doesn't exist")
        #expect(error?.hint == "\(Self.config):4: write [profile base] instead of [base]")
    }
}
