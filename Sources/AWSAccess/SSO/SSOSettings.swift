// SPDX-License-Identifier: GPL-3.0-or-later

/// The role that a profile has in IAM Identity Center.
struct SSOSettings: Sendable, Hashable {
    let session: SSOSession
    let accountId: String
    let roleName: String

    /// Whether the profile has such a role.
    static func isPresent(in section: ConfigSection) -> Bool {
        section.has("sso_role_name") || section.has("sso_account_id")
    }

    /// nil if the profile doesn't use SSO.
    init?(profile: String, settings: ProfileSettings, source: String) throws(AWSSetupError) {
        let section = settings.section(of: profile)
        guard Self.isPresent(in: section) else { return nil }
        guard let session = try SSOSession(profile: profile, settings: settings, source: source) else {
            throw .partialSource(source, missing: "sso_start_url")
        }
        // An option may also be in the session's section.
        let shared = session.name.flatMap { settings.configuration.ssoSessions[$0] } ?? ConfigSection()
        func required(_ option: String) throws(AWSSetupError) -> String {
            guard let value = section[option] ?? shared[option] else {
                throw .partialSource(source, missing: option)
            }
            return value
        }
        self.session = session
        accountId = try required("sso_account_id")
        roleName = try required("sso_role_name")
    }
}
