// SPDX-License-Identifier: GPL-3.0-or-later

/// How to get new keys from a source whose keys have expired.
package enum KeyRenewal: Sendable {
    /// Load from the source again; it returns its current keys.
    case asking
    /// Keys that the user entered have to be entered again.
    case connecting
    /// A process keeps the environment that it was started with.
    case restarting
}
