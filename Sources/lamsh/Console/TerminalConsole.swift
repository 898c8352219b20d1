// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LineEditing
import ShellLanguage
import ShellRuntime
import Synchronization
import Terminal

/// The console of a process: results on standard output, everything else on standard error, secrets on neither.
final class TerminalConsole: Console {
    let out: Output
    let err: Output
    let redactor = Redactor()
    private let signals: ProcessSignals
    private let canAsk: Bool
    private let progress: ProgressDisplay
    private let paging: Paging
    private let isInteractive = Mutex(false)

    init(environment: [String: String], signals: ProcessSignals) {
        out = .standardOutput(environment: environment)
        err = .standardError(environment: environment)
        self.signals = signals
        progress = ProgressDisplay(on: err, redactor: redactor)
        paging = Paging(environment: environment, signals: signals)
        canAsk = Capabilities(descriptor: 0, environment: environment).isTerminal
    }

    /// Whether results were lost, to a full disk for example.
    var hasFailed: Bool { out.failureCode != nil }

    func show(_ value: Value, as view: View, form: OutputForm?) { show(value, as: view, form: form, look: Look()) }

    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) {
        progress.clear()
        let terminal = out.capabilities.isTerminal ? out.capabilities : nil
        let text = redactor.redact(Presentation(terminal: terminal, look: look).text(of: value, as: view, form: form))
        guard isInteractive.withLock({ $0 }), paging.show(text, on: out, choice: look.pager) else {
            return writeOut(text)
        }
    }

    /// At the prompt long results go through the pager.
    func becomeInteractive() { isInteractive.withLock { $0 = true } }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        redactor.redact(Presentation(terminal: nil).text(of: value, as: view, form: form))
    }

    func write(_ bytes: [UInt8]) {
        progress.clear()
        writeOut(redactor.redact(bytes))
    }

    private func writeOut(_ bytes: [UInt8]) {
        out.write(bytes)
        if out.capabilities.isTerminal { progress.wrote(bytes) }
    }

    func notice(_ line: String) {
        progress.clear()
        err.writeLine(redactor.redact(line))
    }

    func log(_ text: String) { notice(LogText(palette: err.palette).text(ofTail: text)) }

    func report(_ failure: Failure) {
        progress.clear()
        err.write(redactor.redact(DiagnosticText(palette: err.palette).text(of: failure)))
    }

    func report(_ diagnostics: [Diagnostic], in source: Source) {
        progress.clear()
        // What does not parse was not run, so that nobody has said yet what is secret in it.
        for secret in SecretLiterals.literals(in: source.text(in: 0..<source.bytes.count)) { hide(secret) }
        let text = DiagnosticText(palette: err.palette)
        err.write(redactor.redact(text.text(of: DiagnosticDigest(diagnostics), in: source)))
    }

    func askSecret(_ prompt: String) async -> String? {
        guard canAsk else { return nil }
        progress.pause()
        defer { progress.resume() }
        let reader = PlainLineReader(promptOutput: 2, signals: signals)
        guard case .line(let text) = await reader.readSecret(prompt: prompt) else { return nil }
        return text
    }

    func confirm(_ question: String) async -> Bool? {
        guard canAsk else { return nil }
        let reader = PlainLineReader(promptOutput: 2, signals: signals)
        guard case .line(let text) = await reader.readLine(prompt: "\(err.palette(.warning, question)) [y/N] ") else {
            return false
        }
        return ["y", "yes"].contains(text.lowercased())
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

    func hide(_ text: String) { redactor.hide(text) }
    func redact(_ bytes: [UInt8]) -> [UInt8] { redactor.redact(bytes) }
}
