// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads lines from any file descriptor without editing: a pipe, or a terminal whose output is redirected.
public final class PlainLineReader: LineEditor {
    private let input: CInt
    private let promptOutput: CInt?
    private let signals: ProcessSignals
    private let mailbox = SignalMailbox()
    /// Bytes that were read but not yet returned.
    private let pending = Mutex<[UInt8]>([])

    /// - Parameters:
    ///   - input: where lines come from.
    ///   - promptOutput: where prompts are written, or nil to show none.
    public init(input: CInt = 0, promptOutput: CInt? = nil, signals: ProcessSignals) {
        self.input = input
        self.promptOutput = promptOutput
        self.signals = signals
    }

    /// A last line without a newline counts as a line; CR LF ends a line like LF.
    public func readLine(prompt: String, offering text: OfferedText? = nil) async -> LineResult {
        await mailbox.whileListening(to: signals) { [self] in
            if let promptOutput { writeBytes(prompt.utf8, to: promptOutput) }
            return read()
        }
    }

    public func readSecret(prompt: String) async -> LineResult {
        await mailbox.whileListening(to: signals) { [mailbox] in
            SecretReader(prompt: prompt, mailbox: mailbox).read()
        }
    }

    private func read() -> LineResult {
        while true {
            if let line = takeLine() { return .line(line) }
            switch mailbox.wait(forInputOn: input) {
            case .signal(.interrupt):
                if let promptOutput { writeBytes("\n".utf8, to: promptOutput) }
                return .interrupted
            case .signal(.terminate): return .terminated(.terminate)
            case .signal(.hangUp): return .terminated(.hangUp)
            case .signal(.suspend): ProcessSignals.stop()
            case .signal(.resize): continue
            case .input:
                switch readBytes(from: input, atMost: 65_536) {
                case .bytes(let bytes): pending.withLock { $0 += bytes }
                case .end:
                    if let rest = takeRest() { return .line(rest) }
                    return isatty(input) == 1 ? mailbox.endOfTerminal() : .endOfInput
                case .failed(code: EIO): return mailbox.endOfTerminal()
                case .failed(let code): return .failed(code: code)
                }
            }
        }
    }

    private func takeLine() -> String? {
        pending.withLock { bytes in
            guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            var line = bytes[..<newline]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            let text = String(decoding: line, as: UTF8.self)
            bytes.removeSubrange(...newline)
            return text
        }
    }

    private func takeRest() -> String? {
        pending.withLock { bytes in
            guard !bytes.isEmpty else { return nil }
            defer { bytes = [] }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
