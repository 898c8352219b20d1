// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal

/// The shell itself: a prompt, or a run of texts and a script.
struct Shell {
    /// Those of `-c`.
    var texts: [String] = []
    /// A script and its arguments.
    var words: [String] = []
    var start = SessionStart()
    var output: OutputForm?
    var keepGoing = false
    var skipsRC = false

    init() {}

    /// The shell of a command line without options but one `-c`; nil for others, which `MainCommand` parses. Two thirds
    /// of the instructions of a start were ArgumentParser's, which finds its types at run time.
    init?(plain arguments: [String]) {
        var words = arguments[...]
        if words.count > 1, words.first == "-c" {
            texts = [words[1]]
            words = words.dropFirst(2)
        }
        guard !(texts + words).contains(where: { $0.hasPrefix("-") }) else { return nil }
        self.words = Array(words)
    }

    @SessionActor
    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let signals = ProcessSignals.install()
        let app = Application(environment: environment, signals: signals)
        if let output { app.session.settings.output = output }
        start.apply(to: app.session)
        let status = await run(app)
        await app.endIfTerminated()
        await app.session.shutdown()
        return app.console.hasFailed ? max(status, 1) : status
    }

    @SessionActor
    private func run(_ app: Application) async -> Int32 {
        let isInteractive = texts.isEmpty && words.isEmpty && app.standardInputIsTerminal
        let runs: [Run]
        switch await app.runInterruptibly({ await self.runs(app, isInteractive: isInteractive) }) {
        case .success(let read): runs = read
        case .failure(.failed(let failure)):
            app.console.report(failure)
            return 2
        case .failure(.interrupted), .failure(.exit): return 130
        }
        if let connectLocal = start.connectLocal {
            let status = await app.runInterruptibly { await app.session.run([connectLocal], keepGoing: false) }
            if status != 0 { return status }
        }
        if isInteractive { return await InteractiveLoop(app: app, readsRC: !skipsRC).run() }
        return await app.runInterruptibly { await app.session.run(runs, keepGoing: keepGoing) }
    }

    /// The texts to run, in order; standard input if there are none.
    @SessionActor
    private func runs(_ app: Application, isInteractive: Bool) async -> Result<[Run], Stop> {
        do throws(Stop) {
            return .success(try await readRuns(app, isInteractive: isInteractive))
        } catch {
            return .failure(error)
        }
    }

    @SessionActor
    private func readRuns(_ app: Application, isInteractive: Bool) async throws(Stop) -> [Run] {
        var runs = texts.enumerated().map { Run(source: Source(name: "-c:\($0.offset + 1)", text: $0.element)) }
        if let path = words.first {
            let bytes = try await readScript(path, app)
            let file = RunningFile(path: path, arguments: Array(words.dropFirst()))
            runs.append(Run(source: Source(name: path, bytes: bytes), file: file))
        }
        if runs.isEmpty, !isInteractive {
            let bytes = try await app.standardInput.readScript()
            runs.append(Run(source: Source(name: "<stdin>", bytes: bytes)))
        }
        return runs
    }

    @SessionActor
    private func readScript(_ path: String, _ app: Application) async throws(Stop) -> [UInt8] {
        do throws(Stop) {
            return try await app.session.files.read(path)
        } catch {
            guard case .failed(var failure) = error, app.session.vocabulary.commands[path] != nil else { throw error }
            failure.hint = "to run the command, write `lamsh -c '\(path)\(words.count > 1 ? " …" : "")'`"
            throw .failed(failure)
        }
    }
}
