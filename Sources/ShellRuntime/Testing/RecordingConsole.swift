// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Synchronization
import Terminal

/// Keeps what's printed as text: by a test for its report, or by a statement that's watched.
final class RecordingConsole: Console {
    typealias Rendering = @Sendable (Value, View, OutputForm?, Look) -> [UInt8]

    private let console: any Console
    private let render: Rendering
    private let output = Mutex<[UInt8]>([])

    init(_ console: any Console) {
        self.console = console
        render = { value, view, form, _ in console.text(of: value, as: view, form: form) }
    }

    /// - Parameter render: the text of a value that's shown.
    init(_ console: any Console, render: @escaping Rendering) {
        self.console = console
        self.render = render
    }

    /// The output so far, in order.
    var text: String { String(decoding: output.withLock { $0 }, as: UTF8.self) }

    var buffers: Bool { true }

    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) {
        write(render(value, view, form, look))
    }

    /// The output since the last call, in order.
    func take() -> String {
        String(
            decoding: output.withLock { output in
                defer { output = [] }
                return output
            }, as: UTF8.self)
    }

    func write(_ bytes: [UInt8]) { output.withLock { $0 += bytes } }
    func notice(_ line: String) { write(Array("\(line)\n".utf8)) }
    func log(_ text: String) { notice(text) }
    func report(_ failure: Failure) { notice(Message(failure).plainText(hiding: secretRanges)) }

    func report(_ diagnostics: [Diagnostic], in source: Source) {
        let spelled = hideSecrets(in: source)
        let ranges = spelled.ranges(in: source, and: secretRanges)
        for diagnostic in diagnostics {
            notice(spelled.redact(Message(diagnostic, in: source).plainText(hiding: ranges)))
        }
    }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        console.text(of: value, as: view, form: form)
    }
    func ask(_ prompt: String) async -> Answer<String> { await console.ask(prompt) }
    func askSecret(_ prompt: String) async -> Answer<String> { await console.askSecret(prompt) }

    /// No question is asked in a test.
    func confirm(_ question: String) async -> Answer<Bool> { .noOne }

    func makeScreen() -> (any LiveScreen)? { nil }
    func browse(
        _ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) async -> Answer<String> { .noOne }
    func clear() {}
    func follow(_ progress: Progress) async {}
    func follows(_ audience: Progress.Audience) -> Bool { false }
    /// The report has no colours, and the process's console isn't the test's to change.
    func use(_ theme: Theme) {}
    func use(_ color: ColorChoice) {}
    func hide(_ text: String) { console.hide(text) }
    func redact(_ bytes: [UInt8]) -> [UInt8] { console.redact(bytes) }
    func secretRanges(in text: [UInt8]) -> [Range<Int>] { console.secretRanges(in: text) }
    func redactedStream() -> RedactedStream { console.redactedStream() }
}
