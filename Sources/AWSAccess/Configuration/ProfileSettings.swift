// SPDX-License-Identifier: GPL-3.0-or-later

/// The profile in use, with the files that define it and the variables that override it.
package struct ProfileSettings: Sendable {
    package let name: String
    /// The profile was named explicitly, not by a variable: keys in variables are then ignored.
    package let isExplicit: Bool
    package private(set) var configuration: SharedConfiguration
    /// The configured region; nil if there's none.
    package let region: String?
    package var context: AmbientContext

    /// - Parameters:
    ///   - profile: the requested profile; nil: AWS_DEFAULT_PROFILE and AWS_PROFILE decide, and then the profile called
    ///     `default`, which needn't exist.
    ///   - region: the requested region; nil: AWS_REGION, AWS_DEFAULT_REGION and the profile decide.
    package init(
        profile: String? = nil, region: String? = nil, context: AmbientContext
    ) throws(AWSSetupError) {
        configuration = try SharedConfiguration(variables: context.variables, files: context.files)
        self.context = context
        isExplicit = profile != nil
        let chosen = profile ?? context.variable("AWS_DEFAULT_PROFILE") ?? context.variable("AWS_PROFILE")
        name = chosen ?? "default"
        if let chosen, configuration.profiles[chosen] == nil {
            throw configuration.unknown(.profile, chosen)
        }
        self.region =
            region ?? context.variable("AWS_REGION") ?? context.variable("AWS_DEFAULT_REGION")
            ?? configuration.profiles[name]?.text("region")
        if let region = self.region, !Region.isWellFormed(region) { throw .malformedRegion(region) }
    }

    /// The same profile and region, with the current content of the files.
    package func reread() throws(AWSSetupError) -> ProfileSettings {
        var settings = self
        settings.configuration = try SharedConfiguration(variables: context.variables, files: context.files)
        return settings
    }

    /// The options of the profile in use; the credentials file takes precedence over the config file.
    package var section: ConfigSection { section(of: name) }

    /// The options of any profile; empty if it doesn't exist.
    package func section(of profile: String) -> ConfigSection { configuration.profiles[profile] ?? ConfigSection() }

    /// The value of `variable`, else of the profile's `option`; empty values count as unset.
    package func setting(variable: String?, option: String) -> String? {
        variable.flatMap(context.variable) ?? section.text(option)
    }

    /// A setting that's `true`, in any case; everything else is false.
    package func flag(variable: String?, option: String) -> Bool {
        setting(variable: variable, option: option).map { $0.lowercased() == "true" } ?? false
    }
}
