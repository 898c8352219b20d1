// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import AWSSigning

/// A role assumed with a token from a file, as in Kubernetes: AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or the same
/// in a profile. The file is read again each time.
package struct WebIdentitySource: ProfileCredentialSource {
    package let profile: String
    package var settings: ProfileSettings
    private let usesEnvironment: Bool

    /// - Parameter usesEnvironment: whether variables take precedence over the profile.
    package init(profile: String, settings: ProfileSettings, usesEnvironment: Bool) {
        self.profile = profile
        self.settings = settings
        self.usesEnvironment = usesEnvironment
    }

    package let name = "web identity"
    package var isInteractive: Bool { false }

    package var isConfigured: Bool { file != nil }

    private var file: String? { setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let file else { return nil }
        guard let arn = setting("AWS_ROLE_ARN", "role_arn") else {
            throw .partialSource(name, missing: "AWS_ROLE_ARN or role_arn")
        }
        var role = RoleParameters(arn: arn)
        role.sessionName = setting("AWS_ROLE_SESSION_NAME", "role_session_name")
        return try await SecurityTokenService(settings: settings).assumeRole(
            role, webIdentity: try await token(file), source: "role \(arn) (\(name))")
    }

    private func token(_ file: String) async throws(AWSSetupError) -> Secret {
        guard let bytes = try await read(file) else { throw failure("the token file \(file) doesn't exist") }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    private func setting(_ variable: String, _ option: String) -> String? {
        (usesEnvironment ? context.variable(variable) : nil) ?? section.text(option)
    }
}
