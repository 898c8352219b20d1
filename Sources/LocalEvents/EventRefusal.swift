// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an event wasn't accepted.
package enum EventRefusal: Error, Sendable, Hashable {
    /// It can't be written to disk.
    case cannotKeep(reason: String)
    /// The embedded Lambda is shutting down.
    case shuttingDown
}
