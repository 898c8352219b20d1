// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import AWSSigning

/// `aws_access_key_id` and `aws_secret_access_key` of a profile in one of the two files.
package struct ProfileKeysSource: ProfileCredentialSource {
    package enum File: String, Sendable {
        case credentials = "credentials file"
        case config = "config file"
    }

    package let profile: String
    package var settings: ProfileSettings
    private let file: File

    package init(_ file: File, profile: String, settings: ProfileSettings) {
        self.profile = profile
        self.settings = settings
        self.file = file
    }

    package var name: String { "profile \(profile) (\(file.rawValue))" }
    package var isInteractive: Bool { false }

    package var isConfigured: Bool { sectionOfFile?.has("aws_access_key_id") ?? false }

    package func load() throws(AWSSetupError) -> Credentials? {
        guard isConfigured, let section = sectionOfFile else { return nil }
        guard let accessKeyId = section.text("aws_access_key_id") else {
            throw .partialKeys(source: name, missing: "aws_access_key_id")
        }
        guard let secret = section.text("aws_secret_access_key") else {
            throw .partialKeys(source: name, missing: "aws_secret_access_key")
        }
        let token = section.text("aws_security_token") ?? section.text("aws_session_token")
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) },
            accountId: section["aws_account_id"], source: name)
    }

    private var sectionOfFile: ConfigSection? {
        switch file {
        case .credentials: settings.configuration.credentialsProfiles[profile]
        case .config: settings.configuration.configProfiles[profile]
        }
    }
}
