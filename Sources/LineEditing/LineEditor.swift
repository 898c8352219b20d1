// SPDX-License-Identifier: GPL-3.0-or-later

/// The result of a request for a line.
public enum LineResult: Sendable, Equatable {
    /// The line without its newline; pasted text arrives as one line that contains newlines.
    case line(String)
    /// Ctrl-C: the input is discarded, and the terminal is on a new line.
    case interrupted
    /// Ctrl-D on an empty line, or the end of the input.
    case endOfInput
    /// SIGTERM or SIGHUP: clean up, then end with `ProcessSignals.end(by:)`.
    case terminated(ProcessSignal)
    /// The input couldn't be read; `code` is an `errno`.
    case failed(code: CInt)
}

/// The source of an interactive session's lines.
///
/// One read at a time. Reading blocks a separate thread, never one of the cooperative pool.
public protocol LineEditor: Sendable {
    /// Shows `prompt` and waits for a line. The prompt may contain ANSI colour sequences.
    ///
    /// - Parameter text: what the line begins with; shown only where lines can be edited.
    func readLine(prompt: String, offering text: OfferedText?) async -> LineResult

    /// The same without echo, history and completion, for a secret.
    func readSecret(prompt: String) async -> LineResult
}
