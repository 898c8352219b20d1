// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import Synchronization
import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The signals that a shell handles itself.
public enum ProcessSignal: Sendable, Equatable, CaseIterable {
    /// SIGINT: Ctrl-C.
    case interrupt
    /// SIGTERM.
    case terminate
    /// SIGHUP: the terminal has been closed.
    case hangUp
    /// SIGWINCH: the terminal's size has changed.
    case resize
    /// SIGTSTP: Ctrl-Z.
    case suspend

    var number: CInt {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        case .resize: SIGWINCH
        case .suspend: SIGTSTP
        }
    }
}

/// Turns the process's signals into calls.
///
/// The innermost handler receives each signal on a dedicated thread, so it's called at once, however busy the
/// cooperative pool is. Without a handler, a signal has its default effect.
public final class ProcessSignals: Sendable {
    /// Returns true if the signal was handled; otherwise the next outer handler receives it.
    public typealias Handler = @Sendable (ProcessSignal) -> Bool

    private struct Entry {
        let id: Int
        let handler: Handler
    }

    private struct State {
        var entries: [Entry] = []
        var nextID = 0
        var sessionCount = 0
        /// Ctrl-C was pressed in a session while no handler was active; it applies to the next one.
        var isInterruptPending = false
    }

    private let state = Mutex(State())
    private let pipe = WakePipe()

    private init() {}

    /// The process's signal handlers, installed by the first call; call it early in `main`.
    public static func install() -> ProcessSignals { installed }

    private static let installed: ProcessSignals = {
        let signals = ProcessSignals()
        for signal in ProcessSignal.allCases {
            lamsh_signal_write_to(signal.number, signals.pipe.writeEnd)
        }
        do {
            try startThread {
                while let number = signals.pipe.receive() {
                    guard let signal = ProcessSignal.allCases.first(where: { $0.number == CInt(number) }) else {
                        continue
                    }
                    signals.deliver(signal)
                }
            }
        } catch {
            preconditionFailure("can't start a thread for signals: \(error)")
        }
        return signals
    }()

    /// Runs `body` with `handler` as the innermost handler.
    public func handling<Result: Sendable>(
        with handler: @escaping Handler, during body: () async throws -> Result
    ) async rethrows -> Result {
        let (id, isInterrupted) = state.withLock { state in
            state.nextID += 1
            state.entries.append(Entry(id: state.nextID, handler: handler))
            defer { state.isInterruptPending = false }
            return (state.nextID, state.isInterruptPending)
        }
        defer { state.withLock { $0.entries.removeAll { $0.id == id } } }
        if isInterrupted { _ = handler(.interrupt) }
        return try await body()
    }

    /// From now on, an unhandled Ctrl-C doesn't end the process but waits for the next handler: in a session it arrives
    /// between two commands, or between a line and the command that it starts.
    func beginSession() { state.withLock { $0.sessionCount += 1 } }

    func endSession() { state.withLock { $0.sessionCount -= 1 } }

    /// Delivers a signal to the innermost handler, including one that a question intercepted and that's meant for its
    /// caller.
    public func deliver(_ signal: ProcessSignal) {
        let handlers = state.withLock { $0.entries.map(\.handler) }
        for handler in handlers.reversed() where handler(signal) { return }
        if signal == .interrupt, keepInterrupt() { return }
        switch signal {
        case .interrupt, .terminate, .hangUp: lamsh_signal_raise_default(signal.number)
        case .suspend: Self.stop()
        case .resize: break
        }
    }

    /// Keeps Ctrl-C for the next handler; false if there's no session.
    @discardableResult
    func keepInterrupt() -> Bool {
        state.withLock { state in
            if state.sessionCount > 0 { state.isInterruptPending = true }
            return state.sessionCount > 0
        }
    }

    /// Stops the process like Ctrl-Z until it's continued. The rest of the foreground group has already received the
    /// signal.
    static func stop() {
        // Sent to this thread, so that it doesn't continue in the meantime.
        raise(SIGSTOP)
    }

    /// Ends the process with the signal's default action (a shell sees 128 + its number), with the terminal restored.
    public static func end(by signal: ProcessSignal) -> Never {
        lamsh_readline_release_terminal()
        lamsh_signal_raise_default(signal.number)
        exit(128 + signal.number)
    }
}
