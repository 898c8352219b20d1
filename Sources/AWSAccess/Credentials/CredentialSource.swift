// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning

/// One place that keys may come from.
package protocol CredentialSource: Sendable {
    /// As users know it: `environment`, `profile dev (config file)`, `instance role`.
    var name: String { get }

    /// The keys of this source as they are now; nil when it is not configured, so that the next source is asked. A
    /// source that is configured and cannot give keys throws; one that needs no configuration and is not there throws
    /// `AWSSetupError.sourceUnavailable`, after which the next one is asked, too. Called again when the keys are about
    /// to expire, or were refused.
    func load() async throws(AWSSetupError) -> Credentials?

    /// The same source, with the files that describe it as they are now.
    func reread() throws(AWSSetupError) -> any CredentialSource

    /// Loading asks the user for something: it is put off until it must be.
    var isInteractive: Bool { get }

    /// The region that belongs to the place where the keys come from; nil where it tells none.
    func region() async -> String?

    /// What gives other keys than those it has given.
    var renewal: KeyRenewal { get }
}

/// Keys that were given by hand.
package struct StaticCredentialSource: CredentialSource {
    private let credentials: Credentials

    package init(_ credentials: Credentials) { self.credentials = credentials }

    package var name: String { credentials.source }
    package var isInteractive: Bool { false }
    package var renewal: KeyRenewal { .connecting }

    package func reread() -> any CredentialSource { self }

    package func region() async -> String? { nil }

    package func load() -> Credentials? { credentials }
}
