// SPDX-License-Identifier: GPL-3.0-or-later

/// What a piece of text means; a palette says how that looks.
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
