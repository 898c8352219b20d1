// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether a typed text can be run.
package enum Completeness: Sendable, Equatable {
    case complete
    /// Something is open at the end: another line is to be read and added.
    case incomplete(open: OpenConstruct)
    /// Another line cannot make it right.
    case invalid
}
