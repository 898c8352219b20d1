// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning

/// The role of a profile (`role_arn`), assumed with the keys of `source_profile` or `credential_source`.
package struct AssumeRoleSource: ProfileCredentialSource {
    package let profile: String
    package var settings: ProfileSettings

    package init(profile: String, settings: ProfileSettings) {
        self.profile = profile
        self.settings = settings
    }

    package var name: String { "assumed role (profile \(profile))" }

    /// It prompts for a code.
    package var isInteractive: Bool { section.has("mfa_serial") }

    package var isConfigured: Bool { section.assumesRole }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard isConfigured else { return nil }
        return try await assume(profile, visited: [profile])
    }

    /// - Parameter visited: the profiles of the chain so far, including this one.
    private func assume(_ profile: String, visited: [String]) async throws(AWSSetupError) -> Credentials {
        let section = settings.section(of: profile)
        guard let role = RoleParameters(section) else { throw .partialSource(name, missing: "role_arn") }
        let source = "role \(role.arn) (profile \(profile))"
        if role.mfaSerial != nil, let keys = RoleKeysCache(role, context: context).keys(source: source) {
            return keys
        }
        let keys = try await sourceKeys(of: profile, section, visited: visited)
        return try await SecurityTokenService(settings: settings).assumeRole(role, keys: keys, source: source)
    }

    private func sourceKeys(
        of profile: String, _ section: ConfigSection, visited: [String]
    ) async throws(AWSSetupError) -> Credentials {
        switch (section["source_profile"], section["credential_source"]) {
        case (nil, nil):
            throw .partialSource("profile \(profile)", missing: "source_profile or credential_source")
        case (.some, .some):
            throw failure("the profile \(profile) has both source_profile and credential_source; remove one of them")
        case (nil, let source?): return try await keys(ofSource: source, profile: profile)
        case (let source?, nil): return try await keys(ofProfile: source, parent: profile, visited: visited)
        }
    }

    private func keys(ofSource source: String, profile: String) async throws(AWSSetupError) -> Credentials {
        let keys: Credentials?
        switch source {
        case "Environment": keys = try EnvironmentCredentialSource(context: context).load()
        case "EcsContainer": keys = try await ContainerSource(context: context).load()
        case "Ec2InstanceMetadata": keys = try await InstanceRoleSource(settings: settings, isRequired: true).load()
        default:
            throw failure(
                "credential_source of the profile \(profile) is \"\(source)\"; it must be Environment, "
                    + "Ec2InstanceMetadata or EcsContainer")
        }
        guard let keys else { throw failure("credential_source \(source) of the profile \(profile) has no keys") }
        return keys
    }

    private func keys(
        ofProfile source: String, parent: String, visited: [String]
    ) async throws(AWSSetupError) -> Credentials {
        guard settings.configuration.profiles[source] != nil else {
            throw settings.configuration.unknown(
                .profile, source, option: "source_profile of the profile \(parent)")
        }
        let section = settings.section(of: source)
        // A profile may be its own source if it has static keys in addition to the role.
        if visited.contains(source), source != parent || !section.hasStaticKeys {
            throw failure("source_profile is circular: \((visited + [source]).joined(separator: " → "))")
        }
        if section.assumesRole, !section.hasStaticKeys { return try await assume(source, visited: visited + [source]) }
        for provider in CredentialChain.profileSources(source, settings: settings, usesEnvironment: false) {
            if let keys = try await provider.load() { return keys }
        }
        throw failure("source_profile of the profile \(parent) is \"\(source)\", which has no keys")
    }
}

extension ConfigSection {
    /// The profile assumes a role with other keys; with a web identity token another source handles it.
    var assumesRole: Bool { has("role_arn") && !has("web_identity_token_file") }

    var hasStaticKeys: Bool { has("aws_access_key_id") || has("aws_secret_access_key") }
}
