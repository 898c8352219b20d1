// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning

/// A place where keys may come from.
package protocol CredentialSource: Sendable {
    /// As users know it: `environment`, `profile dev (config file)`, `instance role`.
    var name: String { get }

    /// Whether this source decides where keys come from if it's asked: it has what it needs, or some of it.
    /// Sends nothing.
    var isConfigured: Bool { get }

    /// Whether `region` can return one.
    var mayTellRegion: Bool { get }

    /// The current keys of this source; nil if it isn't configured, so that the next source is tried. A source that's
    /// configured but can't provide keys throws; one that needs no configuration and isn't available throws
    /// `AWSSetupError.sourceUnavailable`, and the next one is tried as well. Called again when the keys are about to
    /// expire or were refused.
    func load() async throws(AWSSetupError) -> Credentials?

    /// The same source, with the current content of the files that describe it.
    func reread() throws(AWSSetupError) -> any CredentialSource

    /// Loading prompts the user, so it's delayed until it's necessary.
    var isInteractive: Bool { get }

    /// The region that belongs to the key source; nil if it has none.
    func region() async -> String?

    /// How to get other keys than the ones it returned.
    var renewal: KeyRenewal { get }
}

/// Keys that the user entered.
package struct StaticCredentialSource: CredentialSource {
    private let credentials: Credentials

    package init(_ credentials: Credentials) { self.credentials = credentials }

    package var name: String { credentials.source }
    package var isInteractive: Bool { false }
    package var isConfigured: Bool { true }
    package var mayTellRegion: Bool { false }
    package var renewal: KeyRenewal { .connecting }

    package func reread() -> any CredentialSource { self }

    package func region() async -> String? { nil }

    package func load() -> Credentials? { credentials }
}
