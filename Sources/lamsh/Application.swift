// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import Lambda
import LineEditing
import ShellRuntime
import Terminal

/// The parts of the shell put together: the only place that knows them all.
@MainActor
final class Application {
    let environment: [String: String]
    let signals: ProcessSignals
    let console: TerminalConsole
    let standardInput: ProcessStandardInput
    let history: History
    let session: Session

    init(environment: [String: String], signals: ProcessSignals) {
        self.environment = environment
        self.signals = signals
        let console = TerminalConsole(environment: environment, signals: signals)
        let standardInput = ProcessStandardInput()
        let folders = Folders(environment: environment)
        let history = History(path: folders.history) { console.redactor.finds($0) || HistoryFilter.holdsSecret($0) }
        let trace = RequestTrace(console.notice)
        let host = Host(
            environment: environment, standardInput: standardInput, programs: SystemPrograms(),
            readHistory: { history.entries }, addToHistory: { try? history.add($0) }, requestTrace: trace)
        self.console = console
        self.standardInput = standardInput
        self.history = history
        session = Session(
            console: console,
            connector: AppConnector(
                environment: environment, notice: console.notice, ask: console.askSecret, trace: trace),
            host: host,
            functions: .shell(context: .system(environment)))
    }

    var standardInputIsTerminal: Bool { Capabilities(descriptor: 0, environment: environment).isTerminal }

    /// Runs `body` so that Ctrl-C cancels it, and Ctrl-C again skips the `finally` blocks that still run.
    func runInterruptibly<T: Sendable>(_ body: @escaping @MainActor () async -> T) async -> T {
        let task = Task { await body() }
        let session = session
        return await signals.handling(with: { signal in
            guard signal == .interrupt else { return false }
            if task.isCancelled {
                Task { @MainActor in session.skipCleanup() }
            } else {
                task.cancel()
            }
            return true
        }) {
            await task.value
        }
    }
}
