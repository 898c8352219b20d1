// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Synchronization
import Terminal

/// Keeps output until it's the writer's turn, so that concurrent bodies print in the order of their items.
final class BufferedConsole: Console {
    private enum Entry: Sendable {
        case value(Value, View, OutputForm?, Look)
        case bytes([UInt8])
        case notice(String)
        case log(String)
        case failure(Failure)
        case diagnostics([Diagnostic], Source)
    }

    private let console: any Console
    private let entries = Mutex<[Entry]>([])

    init(_ console: any Console) { self.console = console }

    var buffers: Bool { true }

    /// Writes the kept output.
    func flush() async {
        let kept = entries.withLock { entries in
            defer { entries = [] }
            return entries
        }
        for entry in kept {
            switch entry {
            case .value(let value, let view, let form, let look):
                await console.show(value, as: view, form: form, look: look)
            case .bytes(let bytes): console.write(bytes)
            case .notice(let line): console.notice(line)
            case .log(let text): console.log(text)
            case .failure(let failure): console.report(failure)
            case .diagnostics(let diagnostics, let source): console.report(diagnostics, in: source)
            }
        }
    }

    /// Forgets the kept output.
    func discard() { entries.withLock { $0 = [] } }

    private func keep(_ entry: Entry) { entries.withLock { $0.append(entry) } }

    func show(_ value: Value, as view: View, form: OutputForm?, look: Look) { keep(.value(value, view, form, look)) }
    func write(_ bytes: [UInt8]) { keep(.bytes(bytes)) }
    func notice(_ line: String) { keep(.notice(line)) }
    func log(_ text: String) { keep(.log(text)) }
    func report(_ failure: Failure) { keep(.failure(failure)) }
    func report(_ diagnostics: [Diagnostic], in source: Source) { keep(.diagnostics(diagnostics, source)) }

    func text(of value: Value, as view: View, form: OutputForm?) -> [UInt8] {
        console.text(of: value, as: view, form: form)
    }
    func ask(_ prompt: String) async -> Answer<String> { await console.ask(prompt) }
    func askSecret(_ prompt: String) async -> Answer<String> { await console.askSecret(prompt) }
    func confirm(_ question: String) async -> Answer<Bool> { await console.confirm(question) }
    func makeScreen() -> (any LiveScreen)? { nil }
    func browse(
        _ value: JSONValue, expression: @escaping @Sendable ([ValueTree.Step]) -> String
    ) async -> Answer<String> { .noOne }
    func clear() {}
    func follow(_ progress: Progress) async { await console.follow(progress) }
    func use(_ theme: Theme) { console.use(theme) }
    func use(_ color: ColorChoice) { console.use(color) }
    func follows(_ audience: Progress.Audience) -> Bool { console.follows(audience) }
    func hide(_ text: String) { console.hide(text) }
    func redact(_ bytes: [UInt8]) -> [UInt8] { console.redact(bytes) }
    func secretRanges(in text: [UInt8]) -> [Range<Int>] { console.secretRanges(in: text) }
    func redactedStream() -> RedactedStream { console.redactedStream() }
}
