// SPDX-License-Identifier: GPL-3.0-or-later

/// The result of parsing a text.
package enum ParseResult: Sendable {
    /// The script can run; show the warnings and tips first.
    case script(Script, notes: [Diagnostic])
    /// No part of the text can run. Contains at least one error; notes are included, and all are in source order.
    case failure([Diagnostic])
}
