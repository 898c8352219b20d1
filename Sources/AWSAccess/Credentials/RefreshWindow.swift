// SPDX-License-Identifier: GPL-3.0-or-later

/// How long before they expire keys are renewed, in seconds: botocore's 15 and 10 minutes, and less for keys that live
/// less than an hour. With botocore's own numbers a program whose keys live ten minutes would run for every request.
package struct RefreshWindow: Sendable, Hashable {
    /// The longest `advisory`.
    package static let longest = 15 * 60

    /// From here on new keys are fetched on the side, while the old ones are used.
    package let advisory: Int
    /// From here on a request waits for new keys.
    package let mandatory: Int

    /// - Parameter lifetime: how long the keys were good for when they came, in seconds.
    package init(lifetime: Int) {
        advisory = min(Self.longest, lifetime / 4)
        mandatory = min(10 * 60, lifetime / 6)
    }
}
