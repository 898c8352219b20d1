// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Synchronization
import Terminal

/// Shows functions' output as it arrives: each line after the function's name, with secrets hidden.
final class ServedOutput: Sendable {
    private let console: TerminalConsole
    /// By function.
    private let texts = Mutex<[String: RedactedStream]>([:])

    init(_ console: TerminalConsole) { self.console = console }

    func show(_ output: FunctionOutput) {
        let text = texts.withLock { texts in
            texts[output.function, default: console.redactedStream()].take(Array(output.text.utf8))
        }
        let lines = text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        if !lines.isEmpty { console.notice(lines.map { "\(output.function)  \($0)" }.joined(separator: "\n")) }
    }

    /// Shows output that was held back because it could have been the start of a secret.
    func finish() {
        let rests = texts.withLock { texts in
            let rests = texts.keys.sorted().map { name in (name, texts[name]?.finish() ?? []) }
            texts = [:]
            return rests
        }
        for (function, rest) in rests where !rest.isEmpty {
            console.notice("\(function)  \(String(decoding: rest, as: UTF8.self))")
        }
    }
}
