// SPDX-License-Identifier: GPL-3.0-or-later

extension CredentialChain {
    /// The standard chain, in botocore's order.
    package static func standard(settings: ProfileSettings) -> CredentialChain {
        let context = settings.ambient
        var sources: [any CredentialSource] = []
        // A profile that was asked for is not overridden by keys that happen to be in the environment.
        if !settings.isExplicit { sources.append(EnvironmentCredentialSource(context: context)) }
        sources += profileSources(settings: settings)
        sources.append(InstanceRoleSource(settings: settings))
        return CredentialChain(sources)
    }

    /// The sources that a profile itself can configure.
    package static func profileSources(settings: ProfileSettings) -> [any CredentialSource] {
        [ProfileKeysSource(.credentials, settings: settings), ProfileKeysSource(.config, settings: settings)]
    }
}
