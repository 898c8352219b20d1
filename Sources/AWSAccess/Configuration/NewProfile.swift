// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import FoundationEssentials
import SystemPackage

/// A profile with an access key, to be added to the AWS config files as `aws configure` does.
package struct NewProfile: Sendable {
    package enum Fault: Error, Sendable, Equatable {
        case exists(String)
        /// A line break or a bracket, for example, would change the meaning of the file.
        case invalidName(String)
        case unreadable(String)
        case unwritable(path: String, reason: String)
    }

    package let name: String
    package let accessKey: String
    package let secretKey: Secret
    package let region: String?

    package init(name: String, accessKey: String, secretKey: Secret, region: String?) {
        self.name = name
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.region = region
    }

    /// Throws if a profile can't have this name, or if there's one already.
    package static func check(_ name: String, variables: EnvironmentVariables) throws(Fault) {
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"[]#;=".utf8.contains($0) }) else {
            throw .invalidName(name)
        }
        let configuration: SharedConfiguration
        do {
            configuration = try SharedConfiguration(variables: variables, files: LocalFiles(waiting: false))
        } catch {
            throw .unreadable("\(error)")
        }
        if configuration.profiles[name] != nil { throw .exists(name) }
    }

    /// Appends the profile to both files, and returns their paths. New files can be read by their owner only.
    package func write(variables: EnvironmentVariables) throws(Fault) -> (credentials: String, config: String) {
        let credentials = SharedConfiguration.path(
            variables["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials", variables: variables)
        let config = SharedConfiguration.path(variables["AWS_CONFIG_FILE"] ?? "~/.aws/config", variables: variables)
        let heading = name == "default" ? "[default]" : "[profile \(name)]"
        try Self.append(heading + "\n" + (region.map { "region = \($0)\n" } ?? ""), to: config)
        try Self.append(
            "[\(name)]\naws_access_key_id = \(accessKey)\naws_secret_access_key = \(secretKey.reveal())\n",
            to: credentials)
        return (credentials, config)
    }

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
