// SPDX-License-Identifier: GPL-3.0-or-later

/// What the parser makes of a text.
package enum ParseResult: Sendable {
    /// It may run; the warnings and tips are to be shown first.
    case script(Script, notes: [Diagnostic])
    /// Nothing of it may run. At least one error, in source order, with the notes among them.
    case failure([Diagnostic])
}
