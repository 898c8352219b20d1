// SPDX-License-Identifier: GPL-3.0-or-later

/// How long before expiry keys are renewed, in seconds: botocore's 15 and 10 minutes, and less for keys that live less
/// than an hour. With botocore's own numbers, a program whose keys live ten minutes would run for every request.
package struct RefreshWindow: Sendable, Hashable {
    /// The longest `advisory`.
    package static let longest = 15 * 60

    /// From this point on, new keys are fetched in the background while the old ones are used.
    package let advisory: Int
    /// From this point on, a request waits for new keys.
    package let mandatory: Int

    /// - Parameter lifetime: how long the keys were valid when they were fetched, in seconds.
    package init(lifetime: Int) {
        advisory = min(Self.longest, lifetime / 4)
        mandatory = min(10 * 60, lifetime / 6)
    }
}
