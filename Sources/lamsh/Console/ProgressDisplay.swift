// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Synchronization
import Terminal

/// Shows the progress of long operations on standard error: a line at the bottom of the terminal, erased at the end, or
/// a line every ten seconds in a log. Of concurrent operations, the first is shown.
final class ProgressDisplay: Sendable {
    private struct State {
        var line: ProgressLine?
        /// How many questions are open; while the user types, nothing may be drawn.
        var pauses = 0
        var isTaken = false
        /// The cursor's line has output on it, which drawing would erase.
        var isLineOpen = false
    }

    private static let logInterval = Duration.seconds(10)
    private static let drawInterval = Duration.milliseconds(80)

    private let output: Output
    private let redactor: Redactor
    private let state = Mutex(State())

    init(on output: Output, redactor: Redactor) {
        self.output = output
        self.redactor = redactor
    }

    /// Whether progress is shown at all.
    func follows(_ audience: Progress.Audience) -> Bool { output.capabilities.isTerminal || audience == .everywhere }

    /// Shows `progress` until the task is cancelled.
    func follow(_ progress: Progress) async {
        let isTerminal = output.capabilities.isTerminal
        guard follows(progress.audience) else { return }
        let isFirst = state.withLock { state in
            defer { state.isTaken = true }
            return !state.isTaken
        }
        guard isFirst else { return }
        if isTerminal { await draw(progress) } else { await log(progress) }
        state.withLock { $0.isTaken = false }
    }

    private func draw(_ progress: Progress) async {
        state.withLock { $0.line = ProgressLine(on: output) }
        while (try? await Task.sleep(for: Self.drawInterval)) != nil {
            let text = redactor.redact(progress.text)
            state.withLock { state in
                if state.pauses == 0, !state.isLineOpen, !Task.isCancelled { state.line?.update(text) }
            }
        }
        clear()
        state.withLock { $0.line = nil }
    }

    private func log(_ progress: Progress) async {
        while (try? await Task.sleep(for: Self.logInterval)) != nil {
            output.writeLine(redactor.redact(progress.text))
        }
    }

    /// Erases the line because other output follows; it's drawn again below that.
    func clear() { state.withLock { $0.line?.clear() } }

    /// Nothing is drawn after output that doesn't end with a newline.
    func wrote(_ bytes: [UInt8]) {
        guard let last = bytes.last else { return }
        state.withLock { $0.isLineOpen = last != UInt8(ascii: "\n") }
    }

    func pause() {
        state.withLock { state in
            state.pauses += 1
            state.line?.clear()
        }
    }

    func resume() { state.withLock { $0.pauses -= 1 } }
}
