// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// The keys that sign requests.
package struct Credentials: Sendable, Hashable {
    package var accessKeyId: String
    package var secretAccessKey: Secret
    package var sessionToken: Secret?
    /// nil for keys that don't expire.
    package var expiration: Timestamp?
    package var accountId: String?
    /// Where the keys came from, for example `environment` or `profile dev (credentials file)`.
    package var source: String

    package init(
        accessKeyId: String, secretAccessKey: Secret, sessionToken: Secret? = nil, expiration: Timestamp? = nil,
        accountId: String? = nil, source: String = "given"
    ) {
        self.accessKeyId = accessKeyId
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.accountId = accountId
        self.source = source
    }

    /// Whether requests signed with these keys differ from those signed with `other`.
    package func signsUnlike(_ other: Credentials) -> Bool {
        accessKeyId != other.accessKeyId || secretAccessKey != other.secretAccessKey
            || sessionToken != other.sessionToken
    }
}
