// SPDX-License-Identifier: GPL-3.0-or-later

/// What becomes of events of a function or version.
package struct EventInvokeSettings: Sendable, Hashable, Codable {
    /// nil is AWS's default, two.
    package var maximumRetryAttempts: Int?
    /// Seconds; nil is AWS's default, six hours.
    package var maximumEventAge: Int?
    /// An ARN.
    package var onSuccess: String?
    package var onFailure: String?
    /// Seconds since the epoch.
    package var lastModified = 0

    package init() {}
}
