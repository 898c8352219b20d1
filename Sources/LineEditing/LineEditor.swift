// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of one request for a line.
public enum LineResult: Sendable, Equatable {
    /// The line without its newline; a pasted text arrives as one line that holds newlines.
    case line(String)
    /// Ctrl-C: what was typed is gone, the terminal is on a fresh line.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
    /// SIGTERM or SIGHUP came: leave, then end with `ProcessSignals.end(by:)`.
    case terminated(ProcessSignal)
    /// The input could not be read; `code` is an `errno`.
    case failed(code: CInt)
}

/// Where the lines of an interactive session come from.
///
/// One read at a time. Reading blocks a thread of its own, never one of the cooperative pool.
public protocol LineEditor: Sendable {
    /// Shows `prompt` and waits for a line. The prompt may hold ANSI colour sequences.
    func readLine(prompt: String) async -> LineResult

    /// The same without echo, without history and without completion, for a secret.
    func readSecret(prompt: String) async -> LineResult
}
