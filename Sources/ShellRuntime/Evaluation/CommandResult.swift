// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The result of a call.
package struct CommandResult: Sendable {
    /// nil for a command without a value.
    package var value: Value?
    /// The elements of the value, an array, for a command that waits for them. Then `value` is nil.
    package var arriving: ArrivingValues.Source?
    package var view = View.json
    /// Shown after the value, on standard error.
    package var note: String?
    /// Whether `_` becomes the value.
    package var isResult = false
    /// The command has already written it, as it came.
    package var wasPrinted = false
    /// Printed inside a `def` and with `--output none` too: what `print` writes.
    package var isAlwaysPrinted = false
    /// From `--output`.
    package var form: OutputForm?
    /// From `--wide`.
    package var isWide = false
    /// From `--absolute`.
    package var hasAbsoluteTimes = false

    package static let nothing = CommandResult()

    package static func result(_ value: Value, view: View = .json) -> CommandResult {
        CommandResult(value: value, view: view, isResult: true)
    }

    package static func value(_ json: JSONValue, view: View = .json) -> CommandResult {
        CommandResult(value: Value(json), view: view)
    }

    /// Text for people, such as help.
    package static func text(_ text: String) -> CommandResult {
        CommandResult(value: Value(.string(text)), view: .text)
    }
}
