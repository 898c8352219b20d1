// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of a function's log.
package struct FunctionOutput: Sendable {
    package var function: String
    package var text: String

    package init(function: String, text: String) {
        self.function = function
        self.text = text
    }
}
