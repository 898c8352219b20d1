// SPDX-License-Identifier: GPL-3.0-or-later

/// The outcome of a question.
package enum Answer<Given: Sendable & Equatable>: Sendable, Equatable {
    case given(Given)
    /// Ctrl-D.
    case declined
    /// There's no terminal to ask at.
    case noOne
    /// Ctrl-C, or the task that asked was cancelled.
    case interrupted
}
