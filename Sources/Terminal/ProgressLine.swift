// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

/// A status line at the bottom of a terminal that disappears without a trace.
///
/// Only `update` draws it, at most once per `interval`, and not before `delay` has passed: short work shows nothing. It
/// never draws if the output isn't a terminal. Call `clear` before writing anything else to the terminal.
public final class ProgressLine: Sendable {
    private struct State {
        let start: ContinuousClock.Instant
        var drawn: ContinuousClock.Instant?
        var frame = 0
    }

    private let output: Output
    private let delay: Duration
    private let interval: Duration
    private let state: Mutex<State>

    /// - Parameter now: the start of the work.
    public init(
        on output: Output, now: ContinuousClock.Instant = .now, delay: Duration = .milliseconds(300),
        interval: Duration = .milliseconds(80)
    ) {
        self.output = output
        self.delay = delay
        self.interval = interval
        state = Mutex(State(start: now))
    }

    private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    /// Draws a spinner and `text`, truncated to the terminal's width, if it's time.
    public func update(_ text: String, now: ContinuousClock.Instant = .now) {
        let capabilities = output.capabilities
        guard let width = capabilities.width else { return }
        let frame = state.withLock { state -> String? in
            guard now - state.start >= delay, state.drawn.map({ now - $0 >= interval }) ?? true else { return nil }
            state.drawn = now
            state.frame += 1
            return Self.frames[state.frame % Self.frames.count]
        }
        guard let frame else { return }
        let line = DisplayWidth.cut("\(frame) \(ControlCharacters.spelled(text))", to: width - 1)
        output.write("\r\u{1B}[K" + capabilities.palette(.dim, line))
    }

    /// Removes the line if it's drawn.
    public func clear() {
        let isDrawn = state.withLock { state in
            defer { state.drawn = nil }
            return state.drawn != nil
        }
        if isDrawn { output.write("\r\u{1B}[K") }
    }
}
