// SPDX-License-Identifier: GPL-3.0-or-later

/// A profile's settings for IAM Identity Center, in the newer form (`sso_session`) or in the older one.
struct SSOSettings: Sendable, Hashable {
    /// nil for the older form.
    var session: String?
    var startURL: String
    var region: String
    var accountId: String
    var roleName: String

    /// nil if the profile doesn't use SSO.
    init?(profile: String, settings: ProfileSettings, source: String) throws(AWSSetupError) {
        var section = settings.section(of: profile)
        guard section.has("sso_role_name") || section.has("sso_account_id") else { return nil }
        session = section["sso_session"]
        if let session {
            guard let shared = settings.configuration.ssoSessions[session] else {
                throw .sourceFailed(
                    source: source, reason: "the profile uses the sso-session \"\(session)\", which doesn't exist")
            }
            for (option, value) in shared.options {
                guard section.options[option] ?? value == value else {
                    throw .sourceFailed(
                        source: source,
                        reason: "\(option) has different values in the profile and in [sso-session \(session)]")
                }
            }
            section = section.merging(shared)
        }
        func required(_ option: String) throws(AWSSetupError) -> String {
            guard let value = section[option] else { throw .partialKeys(source: source, missing: option) }
            return value
        }
        startURL = try required("sso_start_url")
        region = try required("sso_region")
        accountId = try required("sso_account_id")
        roleName = try required("sso_role_name")
    }
}
