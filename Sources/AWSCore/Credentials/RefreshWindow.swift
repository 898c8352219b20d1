// SPDX-License-Identifier: GPL-3.0-or-later

/// How long before they expire keys are renewed, in seconds (botocore's values).
package enum RefreshWindow {
    /// From here on new keys are fetched on the side, while the old ones are used.
    package static let advisory = 15 * 60
    /// From here on a request waits for new keys.
    package static let mandatory = 10 * 60
}
