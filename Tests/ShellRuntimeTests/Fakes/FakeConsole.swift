// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import ShellRuntime
import Synchronization
import Terminal

/// Keeps the shell's output, as text for non-terminals, and answers questions for secrets.
final class FakeConsole: Console {
    private struct State {
        var out: [UInt8] = []
        var notices: [String] = []
        var failures: [Failure] = []
        var diagnostics: [Diagnostic] = []
        var hidden: [String] = []
    }

    private let state = Mutex(State())
    private let answer: String?
    private let answerQuestion: @Sendable (String) async -> Answer<Bool>

    /// `answer` is what is typed when a secret is asked for, `confirm` what is answered to questions; without them
    /// there's no terminal.
    init(answer: String? = nil, confirm: @escaping @Sendable (String) async -> Answer<Bool> = { _ in .noOne }) {
        self.answer = answer
        answerQuestion = confirm
    }

    /// Standard output.
    var out: String { state.withLock { String(decoding: $0.out, as: UTF8.self) } }
    var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
    var notices: [String] { state.withLock { $0.notices } }
    var failures: [Failure] { state.withLock { $0.failures } }
    var diagnostics: [Diagnostic] { state.withLock { $0.diagnostics } }
    var hidden: [String] { state.withLock { $0.hidden } }

    var buffers: Bool { false }

    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) {
        write(text(of: value, as: view, form: form))
    }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        if form == OutputForm.none { return [] }
        let bytes = view == .text ? Array((value.json.asText ?? "").utf8) : value.jsonBytes
        return bytes + [UInt8(ascii: "\n")]
    }

    func write(_ bytes: [UInt8]) { state.withLock { $0.out += bytes } }
    func notice(_ line: String) { state.withLock { $0.notices.append(line) } }
    func log(_ text: String) { notice(text) }
    func report(_ failure: Failure) { state.withLock { $0.failures.append(failure) } }
    func report(_ diagnostics: [Diagnostic], in source: Source) { state.withLock { $0.diagnostics += diagnostics } }
    func ask(_ prompt: String) async -> Answer<String> { answer.map(Answer.given) ?? .noOne }
    func askSecret(_ prompt: String) async -> Answer<String> { answer.map(Answer.given) ?? .noOne }
    func confirm(_ question: String) async -> Answer<Bool> { await answerQuestion(question) }
    func makeScreen() -> (any LiveScreen)? { nil }
    func browse(
        _ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) async -> Answer<String> { .noOne }
    func clear() {}
    func follow(_ progress: Progress) async {}
    func follows(_ audience: Progress.Audience) -> Bool { false }
    func use(_ theme: Theme) {}
    func use(_ color: ColorChoice) {}
    func hide(_ text: String) { state.withLock { $0.hidden.append(text) } }
    func redact(_ bytes: [UInt8]) -> [UInt8] { bytes }
    func secretRanges(in text: [UInt8]) -> [Range<Int>] { [] }
    func redactedStream() -> RedactedStream { RedactedStream(Redactor()) }
}
