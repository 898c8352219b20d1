// SPDX-License-Identifier: GPL-3.0-or-later

extension CredentialChain {
    /// The standard chain, in botocore's order.
    package static func standard(settings: ProfileSettings) -> CredentialChain {
        let context = settings.context
        var sources: [any CredentialSource] = []
        // Keys that happen to be in the environment don't override an explicitly requested profile.
        if !settings.isExplicit { sources.append(EnvironmentCredentialSource(context: context)) }
        sources.append(AssumeRoleSource(profile: settings.name, settings: settings))
        sources += profileSources(settings.name, settings: settings, usesEnvironment: !settings.isExplicit)
        sources.append(ContainerSource(context: context))
        sources.append(InstanceRoleSource(settings: settings))
        return CredentialChain(sources)
    }

    /// The sources that a profile can configure itself.
    static func profileSources(
        _ profile: String, settings: ProfileSettings, usesEnvironment: Bool
    ) -> [any CredentialSource] {
        [
            WebIdentitySource(profile: profile, settings: settings, usesEnvironment: usesEnvironment),
            SSOSource(profile: profile, settings: settings),
            ProfileKeysSource(.credentials, profile: profile, settings: settings),
            LoginSource(profile: profile, settings: settings),
            ProgramSource(profile: profile, settings: settings),
            ProfileKeysSource(.config, profile: profile, settings: settings),
        ]
    }
}
