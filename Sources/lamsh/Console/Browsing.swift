// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LineEditing
import Synchronization
import Terminal

/// A value browser on the terminal. It's called on the thread that reads the keys.
final class Browsing: Sendable {
    private struct State {
        var browser: ValueBrowser
        var chosen: String?
    }

    private let out: Output
    private let redactor: Redactor
    private let state: Mutex<State>

    init(
        _ value: JSONValue, out: Output, redactor: Redactor,
        expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) {
        self.out = out
        self.redactor = redactor
        state = Mutex(State(browser: ValueBrowser(value, expression: expression)))
    }

    /// The expression that was chosen.
    var chosen: String? { state.withLock { $0.chosen } }

    /// Draws what follows from an event; false once the person leaves.
    func take(_ event: KeyReader.Event) -> Bool {
        let capabilities = out.capabilities
        let drawing = state.withLock { state -> String? in
            if case .keys(let bytes) = event {
                for key in BrowserKey.keys(in: bytes) {
                    guard let outcome = state.browser.take(key) else { continue }
                    if case .chosen(let expression) = outcome { state.chosen = expression }
                    return nil
                }
            }
            return state.browser.drawing(
                width: capabilities.width ?? 80, height: capabilities.height ?? 24, palette: capabilities.palette)
        }
        guard let drawing else { return false }
        out.write(redactor.redact(drawing))
        return true
    }
}
