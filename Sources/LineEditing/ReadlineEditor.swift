// SPDX-License-Identifier: GPL-3.0-or-later

/// GNU Readline on the terminal; for when standard input and standard output both are one.
public final class ReadlineEditor: LineEditor {
    /// - Parameters:
    ///   - name: What `$if NAME` in `~/.inputrc` tests.
    ///   - signals: Ctrl-C, Ctrl-Z, SIGWINCH, SIGTERM and SIGHUP reach the editor through it while it reads.
    public init(
        name: String, history: History, signals: ProcessSignals, completer: @escaping Completer = { _, _ in .none }
    ) { fatalError() }

    public func readLine(prompt: String) async -> Signal { fatalError() }
    public func readSecret(prompt: String) async -> Signal { fatalError() }
}
