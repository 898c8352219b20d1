// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import EventLoopExecution
import FoundationEssentials
import Isolation
import JMESPath
import LineEditing
import ShellRuntime
import Synchronization
import Terminal
import Waiting

/// Puts the parts of the shell together; the only place that knows all of them.
@SessionActor
final class Application {
    let environment: EnvironmentVariables
    let signals: ProcessSignals
    let console: TerminalConsole
    let standardInput: ProcessStandardInput
    let standardInputIsTerminal: Bool
    let history: History
    let session: Session
    /// The event loop for connections and statements, so that a sequence of invocations stays on one thread.
    private let executor = EventLoopExecutor.startThread()
    /// The signal that asked the process to end while something ran.
    private let termination = TerminationRequest()

    init(environment: EnvironmentVariables, signals: ProcessSignals) {
        SessionActor.settle(on: executor.execute)
        self.environment = environment
        self.signals = signals
        let console = TerminalConsole(environment: environment, signals: signals)
        standardInputIsTerminal = Capabilities(descriptor: 0, environment: environment).isTerminal
        let standardInput = ProcessStandardInput(isTerminal: standardInputIsTerminal)
        let folders = Folders(environment: environment)
        let history = History(path: folders.history) {
            !console.secretRanges(in: Array($0.utf8)).isEmpty || SpelledSecrets.areIn($0)
        }
        var host = Host(
            environment: environment, standardInput: standardInput, programs: SystemPrograms(),
            readHistory: { history.notedEntries.map(TypedStatement.init) }, addToHistory: { try? history.add($0) },
            now: MillisecondClock.now)
        host.zone = .system
        host.rcFile = folders.rc
        host.removeFromHistory = { entries throws(Stop) in
            do {
                return try history.remove(entries)
            } catch {
                throw .failed(.file, "can't write the history: \(error)")
            }
        }
        host.openBrowser = { url in
            await Browser(environment)?.open(url) ?? false
        }
        host.stateFolder = folders.state
        host.readState = { name in
            folders.state(name).flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
        }
        host.writeState = { name, text in
            guard let path = folders.state(name) else { return }
            try? text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        self.console = console
        self.standardInput = standardInput
        self.history = history
        session = Session(
            console: console,
            connector: AppConnector(
                environment: environment, executor: executor, notice: console.notice, ask: console.askCode),
            host: host,
            functions: .shell(context: .system(environment)))
    }

    /// Runs `body` so that Ctrl-C cancels it, and a second Ctrl-C cancels the `finally` blocks that still run. SIGTERM
    /// and SIGHUP do the same; after them, call `endIfTerminated`. lamsh then no longer waits for a reader of its
    /// output.
    func runInterruptibly<T: Sendable>(_ body: @escaping @SessionActor () async -> T) async -> T {
        let task = Task { await body() }
        let (session, termination, interruption) = (session, termination, console.outputInterruption)
        interruption.takeBack()
        return await signals.handling(with: { signal in
            switch signal {
            case .interrupt: break
            case .terminate, .hangUp: termination.note(signal)
            case .resize, .suspend: return false
            }
            interruption.raise()
            if task.isCancelled {
                Task { @SessionActor in session.skipCleanup() }
            } else {
                task.cancel()
            }
            return true
        }) {
            await task.value
        }
    }

    /// Whether SIGTERM or SIGHUP came while something ran.
    var isTerminated: Bool { termination.signal != nil }

    /// After SIGTERM or SIGHUP: closes the connections and terminates the process with that signal.
    func endIfTerminated() async {
        guard let signal = termination.signal else { return }
        await session.shutdown()
        ProcessSignals.end(by: signal)
    }
}

/// Shared with the thread that receives signals.
private final class TerminationRequest: Sendable {
    private let first = Mutex<ProcessSignal?>(nil)

    var signal: ProcessSignal? { first.withLock(\.self) }

    func note(_ signal: ProcessSignal) { first.withLock { $0 = $0 ?? signal } }
}

extension TypedStatement {
    fileprivate init(_ entry: HistoryEntry) {
        self.init(
            entry.text, connection: entry.note?.place.connection, folder: entry.note?.place.folder,
            hasFailed: entry.note?.hasFailed ?? false)
    }
}
