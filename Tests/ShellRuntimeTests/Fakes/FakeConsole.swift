// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import ShellRuntime
import Synchronization

/// Keeps what the shell writes, as text off a terminal, and answers questions for secrets.
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

    /// `answer` is what is typed when a secret is asked for; nil stands for a missing terminal.
    init(answer: String? = nil) { self.answer = answer }

    /// Standard output.
    var out: String { state.withLock { String(decoding: $0.out, as: UTF8.self) } }
    var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
    var notices: [String] { state.withLock { $0.notices } }
    var failures: [Failure] { state.withLock { $0.failures } }
    var diagnostics: [Diagnostic] { state.withLock { $0.diagnostics } }
    var hidden: [String] { state.withLock { $0.hidden } }

    func show(_ value: Value, as view: View, form: OutputForm?) { write(text(of: value, as: view, form: form)) }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        if form == OutputForm.none { return [] }
        let bytes = view == .text ? Array((value.json.asText ?? "").utf8) : value.jsonBytes
        return bytes + [UInt8(ascii: "\n")]
    }

    func write(_ bytes: [UInt8]) { state.withLock { $0.out += bytes } }
    func notice(_ line: String) { state.withLock { $0.notices.append(line) } }
    func report(_ failure: Failure) { state.withLock { $0.failures.append(failure) } }
    func report(_ diagnostics: [Diagnostic], in source: Source) { state.withLock { $0.diagnostics += diagnostics } }
    func askSecret(_ prompt: String) async -> String? { answer }
    func clear() {}
    func hide(_ text: String) { state.withLock { $0.hidden.append(text) } }
    func redact(_ bytes: [UInt8]) -> [UInt8] { bytes }
}
