// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import FoundationEssentials
import SystemPackage

/// A profile to be added to the AWS config files as `aws configure` and `aws configure sso` do.
package struct NewProfile: Sendable {
    package enum Fault: Error, Sendable, Equatable {
        case exists(String)
        /// A line break or a bracket, for example, would change the meaning of the file.
        case invalidName(String)
        case invalidSession(String)
        case unreadable(String)
        case unwritable(path: String, reason: String)
    }

    /// Where its keys come from.
    package enum Source: Sendable {
        case accessKey(String, secret: Secret)
        /// A role in an account that IAM Identity Center gives access to.
        case singleSignOn(session: String, account: String, role: String)
    }

    /// An `[sso-session]` that the files don't have yet.
    package struct NewSession: Sendable {
        package let name: String
        package let startURL: String
        package let region: String

        package init(name: String, startURL: String, region: String) {
            self.name = name
            self.startURL = startURL
            self.region = region
        }
    }

    package let name: String
    package let source: Source
    package let region: String?
    package let newSession: NewSession?

    package init(name: String, source: Source, region: String?, newSession: NewSession? = nil) {
        self.name = name
        self.source = source
        self.region = region
        self.newSession = newSession
    }

    /// Throws if a profile can't have this name, or if there's one already.
    package static func check(_ name: String, variables: EnvironmentVariables) throws(Fault) {
        guard isName(name) else { throw .invalidName(name) }
        if try configuration(variables).profiles[name] != nil { throw .exists(name) }
    }

    /// Whether the files have this `[sso-session]`. Throws if a session can't have this name.
    package static func hasSession(_ name: String, variables: EnvironmentVariables) throws(Fault) -> Bool {
        guard isName(name) else { throw .invalidSession(name) }
        return try configuration(variables).ssoSessions[name] != nil
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"[]#;=".utf8.contains($0) }
    }

    private static func configuration(_ variables: EnvironmentVariables) throws(Fault) -> SharedConfiguration {
        do {
            return try SharedConfiguration(variables: variables, files: LocalFiles(waiting: false))
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// Appends the profile to the files, and returns their paths. New files can be read by their owner only.
    package func write(variables: EnvironmentVariables) throws(Fault) -> [String] {
        let config = SharedConfiguration.path(variables["AWS_CONFIG_FILE"] ?? "~/.aws/config", variables: variables)
        if let newSession {
            try Self.append(
                """
                [sso-session \(newSession.name)]
                sso_start_url = \(newSession.startURL)
                sso_region = \(newSession.region)
                sso_registration_scopes = \(Self.scopes)

                """, to: config)
        }
        var lines = [name == "default" ? "[default]" : "[profile \(name)]"]
        if case .singleSignOn(let session, let account, let role) = source {
            lines += ["sso_session = \(session)", "sso_account_id = \(account)", "sso_role_name = \(role)"]
        }
        if let region { lines.append("region = \(region)") }
        try Self.append(lines.joined(separator: "\n") + "\n", to: config)
        guard case .accessKey(let accessKey, let secretKey) = source else { return [config] }
        let credentials = SharedConfiguration.path(
            variables["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", variables: variables)
        try Self.append(
            "[\(name)]\naws_access_key_id = \(accessKey)\naws_secret_access_key = \(secretKey.reveal())\n",
            to: credentials)
        return [credentials, config]
    }

    /// What the AWS CLI asks for, too: roles in accounts.
    private static let scopes = "sso:account:access"

    private static func append(_ section: String, to path: String) throws(Fault) {
        do {
            let folder = FilePath(path).removingLastComponent().string
            if !FileManager.default.fileExists(atPath: folder) {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            let file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
            try file.closeAfter {
                let isEmpty = try file.seek(offset: 0, from: .end) == 0
                // The last line of a file may lack its end.
                _ = try file.writeAll(Array((isEmpty ? section : "\n" + section).utf8))
            }
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }
}
