// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// The content of the config file and the credentials file, by botocore's rules.
package struct SharedConfiguration: Sendable {
    package let configPath: String
    package let credentialsPath: String
    /// Profiles of the config file only.
    package private(set) var configProfiles: [String: ConfigSection] = [:]
    /// Sections of the credentials file only.
    package private(set) var credentialsProfiles: [String: ConfigSection] = [:]
    package private(set) var ssoSessions: [String: ConfigSection] = [:]
    package private(set) var services: [String: ConfigSection] = [:]
    /// Profiles of both files; if both have an option, the credentials file takes precedence.
    package private(set) var profiles: [String: ConfigSection] = [:]
    /// The headings of both files, to find misspelt ones.
    private var headings: [SectionHeading] = []

    /// Reads both files. A missing file counts as empty; one that can't be read or parsed is an error.
    package init(variables: EnvironmentVariables, files: any FileAccess) throws(AWSSetupError) {
        configPath = Self.path(variables["AWS_CONFIG_FILE"] ?? "~/.aws/config", variables: variables)
        credentialsPath = Self.path(
            variables["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", variables: variables)
        let config = try Self.read(configPath, files: files)
        for (name, line, section) in config.sections {
            headings.append(SectionHeading(file: .config, path: configPath, line: line, text: name))
            if name == "default" {
                configProfiles[name] = section
            } else if name.hasPrefix("profile") {
                if let profile = Self.secondWord(name) { configProfiles[profile] = section }
            } else if name.hasPrefix("sso-session") {
                if let session = Self.secondWord(name) { ssoSessions[session] = section }
            } else if name.hasPrefix("services") {
                if let service = Self.secondWord(name) { services[service] = section }
            }
        }
        profiles = configProfiles
        for (name, line, section) in try Self.read(credentialsPath, files: files).sections {
            headings.append(SectionHeading(file: .credentials, path: credentialsPath, line: line, text: name))
            credentialsProfiles[name] = section
            profiles[name] = (profiles[name] ?? ConfigSection()).merging(section)
        }
    }

    /// Why there's no section of that kind and name, with the one that was probably meant.
    ///
    /// - Parameter option: the option that names it, such as `source_profile of the profile dev`; nil if the user did.
    package func unknown(_ kind: SectionKind, _ name: String, option: String? = nil) -> AWSSetupError {
        let known =
            switch kind {
            case .profile: profiles.keys
            case .ssoSession: ssoSessions.keys
            case .services: services.keys
            }
        return .unknownSection(
            UnknownSection(
                kind: kind, name: name, option: option, known: known.sorted(),
                misspelt: headings.lazy.compactMap { $0.misspelling(of: kind, name, configPath: configPath) }.first))
    }

    private static func secondWord(_ name: String) -> String? {
        guard let words = ShellWords.split(name), words.count == 2 else { return nil }
        return words[1]
    }

    private static func read(_ path: String, files: any FileAccess) throws(AWSSetupError) -> INIFile {
        guard !path.isEmpty else { return INIFile() }
        let bytes: [UInt8]?
        do throws(FileAccessError) {
            bytes = try files.read(path)
        } catch {
            throw .unreadableFile(path: path, reason: error.reason)
        }
        guard let bytes else { return INIFile() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadableFile(path: path, reason: "it isn't valid UTF-8")
        }
        do throws(INISyntaxError) {
            return try INIFile(parsing: text)
        } catch {
            throw .malformedFile(path: path, error)
        }
    }

    /// The path that `text` means: `$NAME`, `${NAME}` and a leading `~` are expanded.
    package static func path(_ text: String, variables: EnvironmentVariables) -> String {
        let expanded = expandingVariables(text, variables: variables)
        guard expanded == "~" || expanded.hasPrefix("~/"), let home = variables["HOME"] ?? AccountHome.folder else {
            return expanded
        }
        return home + expanded.dropFirst()
    }

    /// Unknown variables stay as they are, as in Python's `os.path.expandvars`.
    private static func expandingVariables(_ text: String, variables: EnvironmentVariables) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            let isBraced = rest.first == "{"
            let name =
                isBraced
                ? rest.dropFirst().prefix { $0 != "}" }
                : rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
            let reference = isBraced ? rest.prefix(name.count + 2) : name
            if let value = variables.evenIfEmpty(String(name)), !isBraced || reference.last == "}" {
                result += value
            } else {
                result += "$" + reference
            }
            rest = rest[reference.endIndex...]
        }
        return result + rest
    }
}
