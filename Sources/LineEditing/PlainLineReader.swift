// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines of any file descriptor without editing: a pipe, or a terminal whose output is redirected.
public final class PlainLineReader: LineEditor {
    /// - Parameters:
    ///   - input: Where lines come from.
    ///   - promptOutput: Where prompts go, or nil to show none.
    public init(input: CInt = 0, promptOutput: CInt? = nil, signals: ProcessSignals) { fatalError() }

    public func readLine(prompt: String) async -> Signal { fatalError() }
    public func readSecret(prompt: String) async -> Signal { fatalError() }
}
