// SPDX-License-Identifier: GPL-3.0-or-later

/// The meaning of a piece of text; a palette defines its look.
public enum Style: Sendable, CaseIterable {
    case error, warning, hint, success
    /// Secondary text: notices, durations, descriptions.
    case dim
    case heading
    case prompt
    /// The caret line under a source line.
    case caret
    // JSON and tables
    case key, string, number, literal, punctuation
}
