// SPDX-License-Identifier: GPL-3.0-or-later

/// The profile that is in use, with the files it stands in and the variables that override it.
package struct ProfileSettings: Sendable {
    package let name: String
    /// The profile was named by the user of this program, not by a variable: then keys in variables do not count.
    package let isExplicit: Bool
    package let configuration: SharedConfiguration
    private let context: AmbientContext

    /// - Parameter explicit: the profile that was asked for; nil leaves it to AWS_DEFAULT_PROFILE and AWS_PROFILE, and
    ///   then to the profile called `default`, which need not exist.
    package init(explicit: String?, context: AmbientContext) throws(AWSSetupError) {
        configuration = try SharedConfiguration(variables: context.variables, files: context.files)
        self.context = context
        isExplicit = explicit != nil
        let chosen = explicit ?? context.variables["AWS_DEFAULT_PROFILE"] ?? context.variables["AWS_PROFILE"]
        name = chosen ?? "default"
        if let chosen, configuration.profiles[chosen] == nil {
            throw .unknownProfile(chosen, known: Array(configuration.profiles.keys))
        }
    }

    /// The options of the profile; the credentials file wins over the config file.
    package var section: ConfigSection { configuration.profiles[name] ?? ConfigSection() }

    /// The value of `variable`, else of the profile's `option`; empty values count as not set.
    package func setting(variable: String?, option: String) -> String? {
        if let variable, let value = context.variable(variable) { return value }
        guard let value = section[option], !value.isEmpty else { return nil }
        return value
    }

    /// A setting that is `true` in any case; everything else is false.
    package func flag(variable: String?, option: String) -> Bool {
        setting(variable: variable, option: option).map { $0.lowercased() == "true" } ?? false
    }

    /// Where keys and settings of this profile may be looked up further.
    package var ambient: AmbientContext { context }

    /// The same files with another profile in use, as a `source_profile` names it.
    package func switched(to name: String) -> ProfileSettings {
        ProfileSettings(name: name, configuration: configuration, context: context)
    }

    private init(name: String, configuration: SharedConfiguration, context: AmbientContext) {
        self.name = name
        isExplicit = true
        self.configuration = configuration
        self.context = context
    }
}
