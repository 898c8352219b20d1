// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a person logs in to IAM Identity Center: an `[sso-session …]` that profiles share, or a profile's own start URL
/// in the older form.
package struct SSOSession: Sendable, Hashable {
    /// nil in the older form.
    package let name: String?
    package let startURL: String
    package let region: String
    /// What a token is for (`sso_registration_scopes`); empty: what the service grants to a client without any.
    package let scopes: [String]

    /// The session that a profile uses; nil if it doesn't use IAM Identity Center.
    init?(profile: String, settings: ProfileSettings, source: String) throws(AWSSetupError) {
        var section = settings.section(of: profile)
        let name = section["sso_session"]
        if let name {
            let shared = try Self.section(
                name, settings.configuration, option: "sso_session of the profile \(profile)")
            for (option, value) in shared.options {
                guard section.options[option] ?? value == value else {
                    throw .sourceFailed(
                        source: source,
                        reason: "\(option) has different values in the profile and in [sso-session \(name)]")
                }
            }
            section = section.merging(shared)
        } else if !section.has("sso_start_url"), !section.has("sso_region") {
            return nil
        }
        try self.init(name: name, section, source: source)
    }

    /// The session called `name`.
    init(named name: String, _ configuration: SharedConfiguration) throws(AWSSetupError) {
        try self.init(
            name: name, try Self.section(name, configuration, option: nil), source: "[sso-session \(name)]")
    }

    private init(name: String?, _ section: ConfigSection, source: String) throws(AWSSetupError) {
        func required(_ option: String) throws(AWSSetupError) -> String {
            guard let value = section.text(option) else { throw .partialSource(source, missing: option) }
            return value
        }
        self.name = name
        startURL = try required("sso_start_url")
        region = try required("sso_region")
        let list = name == nil ? "" : section["sso_registration_scopes"] ?? ""
        scopes = list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    private static func section(
        _ name: String, _ configuration: SharedConfiguration, option: String?
    ) throws(AWSSetupError) -> ConfigSection {
        guard let section = configuration.ssoSessions[name] else {
            throw configuration.unknown(.ssoSession, name, option: option)
        }
        return section
    }

    /// As users know it.
    package var title: String { name ?? startURL }
}
