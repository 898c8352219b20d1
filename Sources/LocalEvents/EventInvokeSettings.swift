// SPDX-License-Identifier: GPL-3.0-or-later

/// How the events of a function or version are handled.
package struct EventInvokeSettings: Sendable, Hashable, Codable {
    /// nil: AWS's default, two.
    package var maximumRetryAttempts: Int?
    /// Seconds; nil: AWS's default, six hours.
    package var maximumEventAge: Int?
    /// An ARN.
    package var onSuccess: String?
    package var onFailure: String?
    /// Seconds since the epoch.
    package var lastModified = 0

    package init() {}
}
