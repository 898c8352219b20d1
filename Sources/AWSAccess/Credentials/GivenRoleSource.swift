// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning

/// A role that the user named, assumed with the keys of a chain.
package struct GivenRoleSource: CredentialSource {
    private let role: RoleParameters
    private var chain: CredentialChain
    private let settings: ProfileSettings

    package init(_ role: RoleParameters, chain: CredentialChain, settings: ProfileSettings) {
        self.role = role
        self.chain = chain
        self.settings = settings
    }

    package var name: String { "role \(role.arn)" }
    package var isInteractive: Bool { chain.isInteractive }
    package let isConfigured = true
    package var mayTellRegion: Bool { chain.mayTellRegion }
    package var renewal: KeyRenewal { .asking }

    package func region() async -> String? {
        guard let source = try? await chain.resolve().source else { return nil }
        return await source.region()
    }

    package func load() async throws(AWSSetupError) -> Credentials? {
        let resolution = try await chain.resolve()
        // The keys' source may be the last that can tell a region; without one, the role is of no use.
        if settings.region == nil, await resolution.source.region() == nil {
            throw Task.isCancelled ? .cancelled : .noRegion
        }
        let keys = resolution.credentials
        return try await SecurityTokenService(settings: settings).assumeRole(role, keys: keys, source: name)
    }

    package func reread() throws(AWSSetupError) -> any CredentialSource {
        var source = self
        source.chain = try chain.reread()
        return source
    }
}
