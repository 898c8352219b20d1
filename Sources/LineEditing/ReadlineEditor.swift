// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// GNU Readline on the terminal, for when standard input and standard output are both terminals.
///
/// While it exists, an unhandled Ctrl-C doesn't end the process but waits for the next handler.
public final class ReadlineEditor: LineEditor {
    private let name: String
    private let history: History
    private let signals: ProcessSignals
    private let completer: Completer
    private let look: @Sendable () -> LineLook?
    private let mailbox = SignalMailbox()
    /// The terminal's mode, which a program may have changed and not restored.
    private let mode = TerminalMode(of: STDIN_FILENO)

    /// - Parameters:
    ///   - name: the name that `$if NAME` in `~/.inputrc` tests.
    ///   - signals: delivers Ctrl-C, Ctrl-Z, SIGWINCH, SIGTERM and SIGHUP to the editor while it reads.
    ///   - look: the look of the next line; nil leaves it plain. If the first line is plain, all are.
    public init(
        name: String, history: History, signals: ProcessSignals, completer: @escaping Completer = { _, _ in .none },
        look: @escaping @Sendable () -> LineLook? = { nil }
    ) {
        self.name = name
        self.history = history
        self.signals = signals
        self.completer = completer
        self.look = look
        signals.beginSession()
    }

    deinit { signals.endSession() }

    public func readLine(prompt: String, offering text: OfferedText?) async -> LineResult {
        let (history, look) = (history, look())
        return await mailbox.whileListening(to: signals) { [self] in
            mode?.restore(on: STDIN_FILENO)
            return Readline.shared.read(
                prompt: prompt, text: text, name: name, history: { history.loadedEntries }, completer: completer,
                look: look, mailbox: mailbox)
        }
    }

    public func readSecret(prompt: String) async -> LineResult {
        await mailbox.whileListening(to: signals) { [mailbox] in
            SecretReader(prompt: prompt, mailbox: mailbox).read()
        }
    }
}
