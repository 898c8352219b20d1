// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of the terminal whose text is replaced again and again.
package protocol LiveScreen: AnyObject, Sendable {
    /// A value as the console would show it.
    func text(of value: Value, as view: View, form: OutputForm?, look: Look) -> [UInt8]

    /// Replaces the text that was drawn before, and marks what changed.
    ///
    /// - Parameter text: lines of any length, with colours; what doesn't fit on the screen isn't drawn.
    func draw(_ text: String, title: String)
}
