// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether a typed text can run.
package enum Completeness: Sendable, Equatable {
    case complete
    /// A construct is open at the end: read another line and add it.
    case incomplete(open: OpenConstruct)
    /// Another line can't fix the text.
    case invalid
}
