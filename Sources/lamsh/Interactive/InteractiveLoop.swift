// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials
import Isolation
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal
import Waiting

/// The prompt: reads statements, which may span several lines, and runs them one after another.
@SessionActor
struct InteractiveLoop {
    let app: Application
    let readsRC: Bool
    private let completion: PromptCompletion
    private let decoration: PromptDecoration
    private let marks: ShellMarks
    private let notification: EndNotification
    private let state = PromptState()

    init(app: Application, readsRC: Bool) {
        self.app = app
        self.readsRC = readsRC
        completion = PromptCompletion(app: app)
        notification = EndNotification(app.console.out.capabilities, environment: app.environment)
        decoration = PromptDecoration(history: app.history) { [completion] in completion.functions(of: $0) }
        marks = ShellMarks(app.console.out.capabilities, environment: app.environment)
    }

    /// Returns the exit status.
    func run() async -> Int32 {
        app.console.becomeInteractive()
        app.session.tips.outlivesSession = true
        app.session.isAtPrompt = true
        app.console.out.write(marks.keepTitle)
        defer { app.console.out.write(marks.restoreTitle) }
        if readsRC, let status = await runRC() { return status }
        greet()
        let editor = makeEditor()
        defer { completion.stop() }
        while true {
            switch await readStatement(editor) {
            case .line(let text):
                if let failure = app.history.takeLoadFailure() {
                    app.console.notice("can't read the history: \(failure)")
                }
                if text.allSatisfy(\.isWhitespace) { continue }
                let place = HistoryPlace(
                    connection: app.session.connections.currentName, folder: FileManager.default.currentDirectoryPath)
                keepingHistory { history throws(HistoryError) in try history.add(text, at: place) }
                let status = await run(text)
                removeSecretsFromHistory()
                if app.isTerminated { app.console.out.write(marks.restoreTitle) }
                await app.endIfTerminated()
                if let status { return status }
            case .interrupted: continue
            case .endOfInput: return 0
            case .terminated(let signal):
                app.console.outputInterruption.raise()
                await app.session.shutdown()
                app.console.out.write(marks.restoreTitle)
                ProcessSignals.end(by: signal)
            case .failed(let code):
                app.console.notice("can't read standard input (error \(code))")
                return 1
            }
            app.history.isEnabled = app.session.settings.history
        }
    }

    private func keepingHistory(_ change: (History) throws(HistoryError) -> Void) {
        do { try change(app.history) } catch { app.console.notice("can't write the history: \(error)") }
    }

    /// What became secret after it was typed, for example by `secret NAME`, doesn't stay in the history.
    private func removeSecretsFromHistory() {
        let redactor = app.console.redactor
        guard redactor.count != state.knownSecrets else { return }
        state.knownSecrets = redactor.count
        do {
            let count = try app.history.removeEntries(redactor.ranges)
            if count > 0 {
                let entries = count == 1 ? "1 entry" : "\(count) entries"
                app.console.notice("removed \(entries) with a secret from the history")
            }
        } catch {
            // That it can't be read was said when it was loaded.
            guard error.operation == .write else { return }
            app.console.notice("can't remove a secret from the history: \(error)")
        }
    }

    private func makeEditor() -> any LineEditor {
        if app.console.out.capabilities.isTerminal {
            return ReadlineEditor(
                name: "lamsh", history: app.history, signals: app.signals, completer: completion.completer,
                look: { [decoration] in decoration.look })
        }
        do { try app.history.load() } catch { app.console.notice("can't read the history: \(error)") }
        return PlainLineReader(signals: app.signals)
    }

    /// Reads lines up to the end of a statement. The continuation prompt shows what's open.
    private func readStatement(_ editor: any LineEditor) async -> LineResult {
        var text = ""
        var prompt = self.prompt
        var offered = state.takeOffer()
        completion.fetchFunctions()
        while true {
            completion.earlierLines = text
            decoration.prepare(for: app, after: text)
            defer { offered = nil }
            switch await editor.readLine(prompt: prompt, offering: offered) {
            case .line(let line):
                text += text.isEmpty ? line : "\n" + line
                guard case .incomplete(let open) = Parser.completeness(of: text, functions: app.session.functions)
                else { return .line(text) }
                prompt = app.console.out.palette(.dim, "\(open.symbol)… ")
            case .endOfInput where !text.isEmpty:
                // Parses what was typed so far, so that the error says what isn't closed.
                return .line(text)
            case let signal: return signal
            }
        }
    }

    private var prompt: String {
        let session = app.session
        let text = session.settings.prompt.text { field in
            switch field {
            case .where: session.place
            case .connection: session.connections.currentName ?? "lamsh"
            case .region: session.connections.current?.opened.region ?? ""
            case .identity: session.connections.current?.identity ?? ""
            case .folder: Folders(environment: app.environment).current
            case .time: Folders.clock
            case .took: state.took.map { $0.readable } ?? ""
            }
        }
        let title = "lamsh: \(session.place)"
        if title != state.title {
            state.title = title
            app.console.out.write(marks.title(title))
        }
        let folder = FileManager.default.currentDirectoryPath
        if folder != state.folder {
            state.folder = folder
            app.console.out.write(marks.folder(folder))
        }
        let isProtected = session.connections.current?.isProtected == true
        return marks.marked(app.console.out.palette(isProtected ? .error : .prompt, text) + " ")
    }

    private func run(_ typed: String) async -> Int32? {
        let text = app.session.aliases.expanded(typed)
        let source = Source(text: text)
        // A paste of several lines is parsed as one text.
        let layout: Layout = text.contains("\n") ? .text : .prompt
        guard
            let script = app.session.parse(
                source, layout: layout, offer: { state.offer(OfferedText($0, isReplacedByTyping: true)) })
        else {
            keepingHistory { history throws(HistoryError) in try history.note(typed, hasFailed: true) }
            return nil
        }
        let session = app.session
        let start = ContinuousClock.now
        let serviceStart = session.scope.serviceTime
        app.console.out.write(marks.outputStart)
        let status = await app.runInterruptibly { await session.runLine(script) }
        let hasFailed = session.hasLastLineFailed
        keepingHistory { history throws(HistoryError) in try history.note(typed, hasFailed: hasFailed) }
        app.console.out.write(marks.outputEnd(status: session.hasLastLineFailed ? 1 : 0))
        if !session.hasLastLineFailed, let step = session.tutorial.take(text, session) { app.console.notice(step) }
        let took = ContinuousClock.now - start
        state.took = took
        if let offer = session.offer {
            session.offer = nil
            // What a line without errors offers is a part of the next one.
            state.offer(OfferedText(offer, isReplacedByTyping: session.hasLastLineFailed))
        }
        announceEnd(of: text, after: took)
        if session.settings.timing {
            let service = session.scope.serviceTime - serviceStart
            let detail = service > .zero ? " (service \(service.readable))" : ""
            app.console.notice(app.console.err.palette(.dim, "\(took.readable)\(detail)"))
        }
        return status
    }

    private func announceEnd(of text: String, after took: Duration) {
        guard took >= EndNotification.threshold else { return }
        switch app.session.settings.notify {
        case .off: return
        case .bell: app.console.out.write(notification.bell)
        case .auto:
            let line = app.console.redactor.redact(text.split(separator: "\n").first.map(String.init) ?? "")
            let outcome = app.session.hasLastLineFailed ? "failed" : "done"
            app.console.out.write(
                notification.sequence(title: "lamsh", body: "\(outcome) after \(took.readable): \(line)"))
        }
    }

    private func runRC() async -> Int32? {
        guard let path = Folders(environment: app.environment).rc else { return nil }
        let session = app.session
        let status = await app.runInterruptibly { () -> Int32? in
            guard let bytes = try? await session.files.read(path),
                let script = session.parse(Source(name: path, bytes: bytes), layout: .text)
            else { return nil }
            return await session.runLine(script, runsTests: false)
        }
        await app.endIfTerminated()
        return status
    }

    /// Three lines, shown only at the first start.
    private func greet() {
        guard Folders(environment: app.environment).isFirstStart() else { return }
        app.console.notice(
            """
            lamsh \(Lamsh.version): a shell for AWS Lambda.
            `connect local` starts the embedded Lambda, `connect` uses your AWS keys.
            `tutorial` shows you around, `help` lists the commands, Ctrl-D exits.
            """)
    }
}

/// The prompt's state between statements.
@SessionActor
private final class PromptState {
    var title = ""
    var folder = ""
    var took: Duration?
    /// The secrets that the history was searched for.
    var knownSecrets = 0
    private var offered: OfferedText?

    /// Starts the next prompt with `text`.
    func offer(_ text: OfferedText) { offered = text }

    func takeOffer() -> OfferedText? {
        defer { offered = nil }
        return offered
    }
}
