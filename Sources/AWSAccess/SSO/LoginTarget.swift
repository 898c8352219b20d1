// SPDX-License-Identifier: GPL-3.0-or-later

/// Which session of IAM Identity Center to log in to, or out of.
package enum LoginTarget: Sendable, Hashable {
    /// The session of a profile; nil: of the profile in use, or else the only one in the config file.
    case profile(String?)
    /// An `[sso-session …]`.
    case session(String)
}

extension LoginTarget {
    /// The profile whose settings apply; nil: the one in use.
    package var profile: String? {
        guard case .profile(let profile) = self else { return nil }
        return profile
    }

    func session(_ settings: ProfileSettings) throws(AWSSetupError) -> SSOSession {
        let configuration = settings.configuration
        switch self {
        case .session(let name): return try SSOSession(named: name, configuration)
        case .profile(let profile):
            if let session = try Self.session(of: settings.name, settings) { return session }
            if profile == nil, configuration.ssoSessions.count == 1, let only = configuration.ssoSessions.keys.first {
                return try SSOSession(named: only, configuration)
            }
            let known = configuration.profiles.keys.filter {
                let section = settings.section(of: $0)
                return section.has("sso_session") || section.has("sso_start_url")
            }
            throw .noSession(profile: settings.name, known: known.sorted())
        }
    }

    /// The session of the profile, or of the one whose keys assume its role.
    private static func session(
        of profile: String, _ settings: ProfileSettings
    ) throws(AWSSetupError) -> SSOSession? {
        var (profile, visited) = (profile, Set<String>())
        while visited.insert(profile).inserted {
            if let session = try SSOSession(profile: profile, settings: settings, source: "profile \(profile)") {
                return session
            }
            guard let source = settings.section(of: profile).text("source_profile") else { return nil }
            profile = source
        }
        return nil
    }
}
