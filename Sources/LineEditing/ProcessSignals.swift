// SPDX-License-Identifier: GPL-3.0-or-later

/// The signals that a shell answers by itself.
public enum ProcessSignal: Sendable, Equatable {
    /// SIGINT: Ctrl-C.
    case interrupt
    /// SIGTERM.
    case terminate
    /// SIGHUP: the terminal is gone.
    case hangUp
    /// SIGWINCH: the terminal has another size.
    case resize
    /// SIGTSTP: Ctrl-Z.
    case suspend
}

/// Turns the process's signals into calls.
///
/// The innermost handler gets each signal, on a thread that nothing else uses, so it is called at once however busy the
/// cooperative pool is. Without a handler a signal does what it does by default.
public final class ProcessSignals: Sendable {
    /// Returns true when the signal was dealt with; otherwise the next outer handler gets it.
    public typealias Handler = @Sendable (ProcessSignal) -> Bool

    /// Installs the process's signal handlers; there is one set for a process, so call it once, early in `main`.
    public static func install() -> ProcessSignals { fatalError() }

    /// Runs `body` with `handler` as the innermost handler.
    public func handling<Result: Sendable>(
        with handler: @escaping Handler, during body: () async throws -> Result
    ) async rethrows -> Result { fatalError() }

    /// Ends the process as the signal would by default (a shell sees 128 + its number), with the terminal restored.
    public static func end(by signal: ProcessSignal) -> Never { fatalError() }
}
