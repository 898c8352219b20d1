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
    // Statements while they're typed
    case command, keyword, option, variable, function
    /// A name that doesn't exist, or not yet.
    case unknownName
    /// What can't be right however the line goes on.
    case mistake
    /// The bracket that belongs to the one at the cursor.
    case bracket
    /// How a line may go on.
    case suggestion
    /// The parameter that's due, in a hint.
    case due

    /// Whether a blank in this style isn't empty.
    package var showsOnBlanks: Bool { self == .mistake || self == .bracket || self == .due }
}
