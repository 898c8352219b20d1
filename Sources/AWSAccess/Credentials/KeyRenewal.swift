// SPDX-License-Identifier: GPL-3.0-or-later

/// How other keys come from a source whose keys are no longer good.
package enum KeyRenewal: Sendable {
    /// The source is asked again, and gives what it has by then.
    case asking
    /// Keys that were given by hand are replaced by hand.
    case connecting
    /// A process keeps the environment that it was started in.
    case restarting
}
