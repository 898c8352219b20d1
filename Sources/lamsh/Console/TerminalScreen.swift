// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Synchronization
import Terminal

/// The lines of `watch` on the terminal.
final class TerminalScreen: LiveScreen {
    private let out: Output
    private let redactor: Redactor
    private let write: @Sendable ([UInt8]) -> Void
    private let frame = Mutex(LiveFrame())

    /// - Parameter write: writes to `out` when nothing else does.
    init(_ out: Output, redactor: Redactor, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.out = out
        self.redactor = redactor
        self.write = write
    }

    func text(of value: Value, as view: View, form: OutputForm?, look: Look) -> [UInt8] {
        Presentation(terminal: out.capabilities, look: look).text(of: value, as: view, form: form)
    }

    func draw(_ text: String, title: String) {
        let capabilities = out.capabilities
        let text = TerminalFilter.filtered(redactor.redact(text))
        let title = redactor.redact(title)
        let drawing = frame.withLock {
            $0.drawing(
                title: title, text, width: capabilities.width ?? 80, height: capabilities.height ?? 24,
                palette: capabilities.palette)
        }
        write(Array(drawing.utf8))
    }
}
