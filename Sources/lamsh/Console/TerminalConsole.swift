// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import Synchronization
import Terminal
import Waiting

/// The console of a process: results on standard output, everything else on standard error, secrets on neither.
final class TerminalConsole: Console {
    let out: Output
    let err: Output
    let redactor = Redactor()
    /// Removes control sequences from text that arrives in pieces.
    private let outFilter = Mutex(TerminalFilter())
    /// While it's set, output that has no reader is dropped instead of waited for.
    let outputInterruption = Interruption()
    private let signals: ProcessSignals
    private let canAsk: Bool
    private let canMoveCursor: Bool
    private let progress: ProgressDisplay
    private let paging: Paging
    private let isInteractive = Mutex(false)
    private let questions = Turns()
    /// Output to write once the open question is answered; nil while there's no question.
    private let heldBack = Mutex<[@Sendable () -> Void]?>(nil)

    init(environment: EnvironmentVariables, signals: ProcessSignals) {
        out = .standardOutput(environment: environment, interruption: outputInterruption)
        err = .standardError(environment: environment, interruption: outputInterruption)
        self.signals = signals
        progress = ProgressDisplay(on: err, redactor: redactor)
        paging = Paging(environment: environment, signals: signals)
        canMoveCursor = environment["TERM"].map { $0 != "dumb" } ?? false
        canAsk = Capabilities(descriptor: 0, environment: environment).isTerminal
    }

    var buffers: Bool { false }

    /// Whether results were lost, to a full disk for example.
    var hasFailed: Bool { out.failureCode != nil }

    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) async {
        let terminal = out.capabilities.isTerminal ? out.capabilities : nil
        let shown = redactor.redact(Presentation(terminal: terminal, look: look).text(of: value, as: view, form: form))
        let text = terminal == nil ? shown : TerminalFilter.filtered(shown)
        guard isInteractive.withLock({ $0 }), let pager = paging.pager(for: text, on: out, choice: look.pager) else {
            return emit { [self] in writeOut(text) }
        }
        // The pager owns the screen until the user leaves it, like a question.
        let isShown = await questions.taking {
            beginQuestion()
            if await !paging.show(text, through: pager) { writeOut(text) }
            endQuestion()
            return true
        }
        // Output that was interrupted before its turn is written unchanged.
        if isShown == nil { emit { [self] in writeOut(text) } }
    }

    /// At the prompt, long results go through the pager.
    func becomeInteractive() { isInteractive.withLock { $0 = true } }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        redactor.redact(Presentation(terminal: nil).text(of: value, as: view, form: form))
    }

    func write(_ bytes: [UInt8]) {
        emit { [self] in
            let bytes = redactor.redact(bytes)
            writeOut(out.capabilities.isTerminal ? outFilter.withLock { $0.filter(bytes) } : bytes)
        }
    }

    /// Writes now, or after the open question is answered.
    private func emit(_ body: @escaping @Sendable () -> Void) {
        let isHeldBack = heldBack.withLock { heldBack in
            heldBack?.append(body)
            return heldBack != nil
        }
        guard !isHeldBack else { return }
        progress.clear()
        body()
    }

    private func writeOut(_ bytes: [UInt8]) {
        out.write(bytes)
        if out.capabilities.isTerminal { progress.wrote(bytes) }
    }

    func notice(_ line: String) { emit { [self] in writeErr(line + "\n") } }

    /// Text that includes external data.
    private func writeErr(_ text: String) {
        let text = redactor.redact(text)
        err.write(err.capabilities.isTerminal ? TerminalFilter.filtered(text) : text)
    }

    func log(_ text: String) { notice(LogText(palette: err.palette).text(ofTail: text)) }

    func report(_ failure: Failure) {
        emit { [self] in writeErr(DiagnosticText(palette: err.palette, secrets: secretRanges).text(of: failure)) }
    }

    func report(_ diagnostics: [Diagnostic], in source: Source) {
        let spelled = hideSecrets(in: source)
        emit { [self] in
            let drawing = DiagnosticText(
                palette: err.palette, secrets: spelled.ranges(in: source, and: secretRanges))
            writeErr(spelled.redact(redactor.redact(drawing.text(of: DiagnosticDigest(diagnostics), in: source))))
        }
    }

    func ask(_ prompt: String) async -> Answer<String> {
        let prompt = visible(prompt)
        return await ask { await $0.readLine(prompt: prompt, offering: nil) }
    }

    func askSecret(_ prompt: String) async -> Answer<String> {
        let prompt = visible(prompt)
        return await ask { await $0.readSecret(prompt: prompt) }
    }

    /// Asks for a code without echo; nil without an answer.
    func askCode(_ prompt: String) async -> String? {
        guard case .given(let code) = await askSecret(prompt) else { return nil }
        return code
    }

    func confirm(_ question: String) async -> Answer<Bool> {
        let prompt = "\(err.palette(.warning, visible(question))) [y/N] "
        let answer = await ask { reader in
            let signal = await reader.readLine(prompt: prompt, offering: nil)
            switch signal {
            case .line, .interrupted: break
            // Here nothing has ended the line yet.
            case .endOfInput, .terminated, .failed: err.write("\n")
            }
            return signal
        }
        return switch answer {
        case .given(let text): .given(["y", "yes"].contains(text.lowercased()))
        case .declined: .declined
        case .noOne: .noOne
        case .interrupted: .interrupted
        }
    }

    /// Questions contain external names.
    private func visible(_ question: String) -> String { ControlCharacters.spelled(redactor.redact(question)) }

    /// Asks when it's the caller's turn. Nothing else is written meanwhile.
    private func ask(_ read: (PlainLineReader) async -> LineResult) async -> Answer<String> {
        await asking { signals in
            await read(PlainLineReader(promptOutput: 2, signals: signals))
        } given: {
            .given($0)
        }
    }

    private func asking(
        _ read: (ProcessSignals) async -> LineResult, given: (String) -> Answer<String>
    ) async -> Answer<String> {
        guard canAsk else { return .noOne }
        let answer = await questions.taking { () -> Answer<String> in
            if Task.isCancelled { return .interrupted }
            beginQuestion()
            let signal = await read(signals)
            endQuestion()
            switch signal {
            case .line(let text): return given(text)
            case .endOfInput: return .declined
            case .failed: return .noOne
            case .interrupted:
                // It's for the statement that asked, and for everything that runs concurrently.
                if !Task.isCancelled { signals.deliver(.interrupt) }
                return .interrupted
            case .terminated(let signal):
                if !Task.isCancelled { signals.deliver(signal) }
                return .interrupted
            }
        }
        return answer ?? .interrupted
    }

    private func beginQuestion() {
        progress.pause()
        heldBack.withLock { $0 = [] }
    }

    private func endQuestion() {
        // Output that arrives meanwhile is written after this.
        while let bodies = takeHeldBack() {
            for body in bodies { body() }
        }
        progress.resume()
    }

    /// What was held back since the last call. If nothing was, returns nil and stops holding back output.
    private func takeHeldBack() -> [@Sendable () -> Void]? {
        heldBack.withLock { heldBack in
            guard let taken = heldBack, !taken.isEmpty else {
                heldBack = nil
                return nil
            }
            heldBack = []
            return taken
        }
    }

    func browse(
        _ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) async -> Answer<String> {
        guard canAsk, canMoveCursor, out.capabilities.isTerminal else { return .noOne }
        let browsing = Browsing(value, out: out, redactor: redactor, expression: expression)
        return await asking { signals in
            await KeyReader(signals: signals).read(browsing.take)
        } given: { _ in
            browsing.chosen.map(Answer.given) ?? .declined
        }
    }

    func makeScreen() -> (any LiveScreen)? {
        guard out.capabilities.isTerminal, canMoveCursor else { return nil }
        return TerminalScreen(out, redactor: redactor) { [self] bytes in emit { [self] in writeOut(bytes) } }
    }

    func clear() {
        if out.capabilities.isTerminal { out.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
    }

    func follow(_ progress: Progress) async { await self.progress.follow(progress) }

    func follows(_ audience: Progress.Audience) -> Bool { progress.follows(audience) }

    func use(_ theme: Theme) {
        let background: Background? =
            switch theme {
            case .auto: nil
            case .dark: .dark
            case .light: .light
            }
        for output in [out, err] { output.assume(background) }
    }

    func use(_ color: ColorChoice) {
        let hasColor: Bool? =
            switch color {
            case .auto: nil
            case .always: true
            case .never: false
            }
        for output in [out, err] { output.assume(hasColor: hasColor) }
    }

    func hide(_ text: String) { redactor.hide(text) }
    func redact(_ bytes: [UInt8]) -> [UInt8] { redactor.redact(bytes) }
    func secretRanges(in text: [UInt8]) -> [Range<Int>] {
        redactor.ranges(in: text) + URLUser.ranges(in: text)
    }
    func redactedStream() -> RedactedStream { RedactedStream(redactor) }
}
