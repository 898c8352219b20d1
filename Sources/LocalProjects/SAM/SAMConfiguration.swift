// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What a `samconfig` file says about running functions, for one of its environments.
///
/// SAM reads the section of its own command, then `global`. Here that's the sections of its local commands; since most
/// projects only have parameters for deploying, those of `deploy`, `sync` and `build` count last.
package struct SAMConfiguration: Sendable, Hashable {
    /// In any form that `ParameterOverrides` reads.
    package private(set) var parameterOverrides: JSONValue?
    /// Relative to the file, as the others.
    package private(set) var templateFile: String?
    package private(set) var environmentFile: String?
    private(set) var buildFolder: String?

    static let defaultEnvironment = "default"
    /// In the order in which SAM looks for them.
    static let fileNames = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"]

    private static let local = ["local_start_lambda", "local_invoke", "local_start_api", "global"]
    private static let deploying = ["deploy", "sync", "build"]

    /// Without settings.
    package init() {}

    /// nil if the file doesn't have the environment.
    package init?(_ document: JSONValue, environment: String) {
        guard let sections = document[environment]?.object else { return nil }
        func setting(_ names: [String], in commands: [String]) -> JSONValue? {
            for command in commands {
                guard let parameters = sections[command]?["parameters"] else { continue }
                for name in names {
                    if let value = parameters[name], !value.isNull { return value }
                }
            }
            return nil
        }
        parameterOverrides = setting(["parameter_overrides"], in: Self.local + Self.deploying)
        templateFile = setting(["template_file", "template"], in: Self.local + ["build"])?.string
        environmentFile = setting(["env_vars"], in: Self.local)?.string
        buildFolder = setting(["build_dir"], in: ["build", "global"])?.string
    }

    package static func environments(in document: JSONValue) -> [String] {
        (document.object ?? JSONObject()).filter { $0.value.object != nil }.map(\.key).sorted()
    }
}
