// SPDX-License-Identifier: GPL-3.0-or-later

/// The profile that is in use, with the files it stands in and the variables that override it.
package struct ProfileSettings: Sendable {
    package let name: String
    /// The profile was named by the user of this program, not by a variable: then keys in variables do not count.
    package let isExplicit: Bool
    package private(set) var configuration: SharedConfiguration
    /// The region that is set; nil where none is.
    package let region: String?
    package var context: AmbientContext

    /// - Parameters:
    ///   - profile: the profile that was asked for; nil leaves it to AWS_DEFAULT_PROFILE and AWS_PROFILE, and then to
    ///     the profile called `default`, which need not exist.
    ///   - region: the region that was asked for; nil leaves it to AWS_REGION, AWS_DEFAULT_REGION and the profile.
    package init(
        profile: String? = nil, region: String? = nil, context: AmbientContext
    ) throws(AWSSetupError) {
        configuration = try SharedConfiguration(variables: context.variables, files: context.files)
        self.context = context
        isExplicit = profile != nil
        let chosen = profile ?? context.variables["AWS_DEFAULT_PROFILE"] ?? context.variables["AWS_PROFILE"]
        name = chosen ?? "default"
        if let chosen, configuration.profiles[chosen] == nil {
            throw .unknownProfile(chosen, known: Array(configuration.profiles.keys))
        }
        self.region =
            region ?? context.variable("AWS_REGION") ?? context.variable("AWS_DEFAULT_REGION")
            ?? configuration.profiles[name]?.text("region")
        if let region = self.region, !Region.isWellFormed(region) { throw .malformedRegion(region) }
    }

    /// The same profile and region, with the files as they are now.
    package func reread() throws(AWSSetupError) -> ProfileSettings {
        var settings = self
        settings.configuration = try SharedConfiguration(variables: context.variables, files: context.files)
        return settings
    }

    /// The options of the profile in use; the credentials file wins over the config file.
    package var section: ConfigSection { section(of: name) }

    /// The options of any profile; empty for one that does not exist.
    package func section(of profile: String) -> ConfigSection { configuration.profiles[profile] ?? ConfigSection() }

    /// The value of `variable`, else of the profile's `option`; empty values count as not set.
    package func setting(variable: String?, option: String) -> String? {
        variable.flatMap(context.variable) ?? section.text(option)
    }

    /// A setting that is `true` in any case; everything else is false.
    package func flag(variable: String?, option: String) -> Bool {
        setting(variable: variable, option: option).map { $0.lowercased() == "true" } ?? false
    }
}
