// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
import Base

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and related variables.
package struct EnvironmentCredentialSource: CredentialSource {
    package let name = "environment"
    package let isInteractive = false
    package let mayTellRegion = false
    package let renewal = KeyRenewal.restarting
    private let context: AmbientContext

    package init(context: AmbientContext) { self.context = context }

    package func reread() -> any CredentialSource { self }

    package func region() async -> String? { nil }

    package var isConfigured: Bool { context.variable("AWS_ACCESS_KEY_ID") != nil }

    package func load() throws(AWSSetupError) -> Credentials? {
        guard let accessKeyId = context.variable("AWS_ACCESS_KEY_ID") else { return nil }
        guard let secret = context.variable("AWS_SECRET_ACCESS_KEY") else {
            throw .partialKeys(source: name, missing: "AWS_SECRET_ACCESS_KEY")
        }
        let token = context.variable("AWS_SECURITY_TOKEN") ?? context.variable("AWS_SESSION_TOKEN")
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) },
            expiration: try expiration(), accountId: context.variable("AWS_ACCOUNT_ID"), source: name)
    }

    private func expiration() throws(AWSSetupError) -> Timestamp? {
        let variable = "AWS_CREDENTIAL_EXPIRATION"
        guard let text = context.variable(variable) else { return nil }
        guard let moment = Timestamp(iso8601: text) else {
            throw .malformedSetting(name: variable, value: text, expected: "a time such as 2026-01-02T03:04:05Z")
        }
        return moment
    }
}
