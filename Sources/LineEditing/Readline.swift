// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import Synchronization
import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// GNU Readline: its state is global to the process, so there's only one, and it reads one line at a time.
package final class Readline: Sendable {
    private struct State {
        var isPrepared = false
        /// Returns the history for the line; called once the prompt is shown.
        var pendingHistory: (@Sendable () -> [String])?
        var mailbox: SignalMailbox?
        var completer: Completer = { _, _ in .none }
        /// Why the line ended early.
        var ending: LineResult?
        /// The choices behind the list that readline is about to show.
        var candidates: [Completion] = []
        /// The content of readline's own list.
        var history: [String] = []
        /// Whether the last byte was a carriage return.
        var isAfterReturn = false
        var offeredTextKeys = OfferedTextKeys(nil)
    }

    static let shared = Readline()

    private static let endOfLine: CInt = -1

    private let state = Mutex(State())
    private let overlay = LineOverlay()

    private init() {}

    /// Edits one line. Blocks; `mailbox` receives signals in the meantime.
    func read(
        prompt: String, text: OfferedText?, name: String, history: @escaping @Sendable () -> [String],
        completer: @escaping Completer, look: LineLook?,
        mailbox: SignalMailbox
    ) -> LineResult {
        prepare(name: name, isDecorated: look != nil)
        state.withLock { state in
            state.pendingHistory = history
            state.mailbox = mailbox
            state.completer = completer
            state.ending = nil
            state.offeredTextKeys = OfferedTextKeys(text)
        }
        let prompt = Self.withMeasurableColors(prompt)
        overlay.begin(look)
        let result =
            if let text { unsafe lamsh_readline_read(prompt, text.text) } else {
                unsafe lamsh_readline_read(prompt, nil)
            }
        defer { unsafe lamsh_readline_free(result) }
        overlay.begin(nil)
        if let ending = state.withLock({ $0.ending }) { return ending }
        guard let result = unsafe result else { return .endOfInput }
        return unsafe .line(String(cString: result))
    }

    private func prepare(name: String, isDecorated: Bool) {
        let isPrepared = state.withLock { state in
            defer { state.isPrepared = true }
            return state.isPrepared
        }
        guard !isPrepared else { return }
        unsafe lamsh_readline_prepare(name)
        useUTF8()
        lamsh_readline_read_bytes_with { Readline.shared.nextByte() }
        lamsh_readline_initialize()
        lamsh_readline_search_with_arrows()
        if isDecorated { decorate() }
        unsafe lamsh_readline_complete_with(
            { line, cursor in
                guard let line = unsafe line else { return }
                unsafe Readline.shared.complete(String(cString: line), cursor: Int(cursor))
            },
            { _, rows, columns in Readline.shared.showChoices(rows: Int(rows), columns: Int(columns)) })
    }

    private func decorate() {
        let isDone = unsafe lamsh_readline_write_with { bytes, count in
            unsafe bytes?.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
                unsafe Readline.shared.overlay.write(Array(UnsafeBufferPointer(start: bytes, count: count)))
            }
        }
        guard isDone != 0 else { return }
        lamsh_readline_suggest_with { isWord in
            guard let text = Readline.shared.overlay.suggestion(forWord: isWord != 0) else { return 0 }
            unsafe lamsh_readline_insert(text)
            return 1
        }
    }

    /// All output is UTF-8, so for a terminal in the C locale, a locale that measures it correctly is set.
    private func useUTF8() {
        _ = unsafe setlocale(LC_CTYPE, "")
        if let codeset = unsafe nl_langinfo(nl_item(CODESET)), unsafe String(cString: codeset) == "UTF-8" { return }
        unsafe lamsh_readline_use_locale("C.UTF-8")
    }

    /// Marks colour sequences and operating system commands as zero-width, in readline's notation. Such marks in the
    /// prompt itself are dropped.
    package static func withMeasurableColors(_ prompt: String) -> String {
        var text = ""
        var isSequence = false
        var isCommand = false
        var previous: Unicode.Scalar = " "
        for scalar in prompt.unicodeScalars where scalar != "\u{01}" && scalar != "\u{02}" {
            if scalar == "\u{1B}" && !isSequence {
                isSequence = true
                text += "\u{01}"
            }
            if previous == "\u{1B}" { isCommand = scalar == "]" }
            previous = scalar
            text.unicodeScalars.append(scalar)
            // An operating system command ends with BEL, other sequences with a letter.
            if isSequence && (isCommand ? scalar == "\u{07}" : scalar.properties.isAlphabetic) {
                isSequence = false
                text += "\u{02}"
            }
        }
        return text
    }

    /// Readline gets the history once the prompt is on the screen, so that the user needn't wait for a long one to be
    /// read.
    private func bringInHistory() {
        let pending = state.withLock { state in
            defer { state.pendingHistory = nil }
            return state.pendingHistory
        }
        guard let entries = pending?() else { return }
        let known = state.withLock { $0.history }
        let common = zip(known, entries).prefix { $0 == $1 }.count
        lamsh_history_truncate(CInt(common))
        for entry in entries[common...] { unsafe lamsh_history_add(entry) }
        lamsh_history_rewind()
        state.withLock { $0.history = entries }
    }

    // MARK: Input

    /// Called by readline for each byte; -1 ends the line.
    private func nextByte() -> CInt {
        bringInHistory()
        let (mailbox, ending) = state.withLock { ($0.mailbox, $0.ending) }
        guard let mailbox, ending == nil else { return Self.endOfLine }
        while true {
            // Not between keys that came together, such as a paste or what was typed ahead.
            if !waitForInput(on: [STDIN_FILENO], timeout: .zero)[0] { overlay.paint() }
            switch mailbox.wait(forInputOn: STDIN_FILENO) {
            case .signal(.interrupt): return end(with: .interrupted)
            case .signal(.terminate): return end(with: .terminated(.terminate))
            case .signal(.hangUp): return end(with: .terminated(.hangUp))
            case .signal(.resize):
                overlay.resize()
                lamsh_readline_resize()
            case .signal(.suspend):
                lamsh_readline_release_terminal()
                ProcessSignals.stop()
                overlay.restart()
                lamsh_readline_take_terminal()
            case .input:
                switch readBytes(from: STDIN_FILENO, atMost: 1) {
                // Text that was copied from Windows ends its lines with CR LF. Readline takes both for a newline.
                case .bytes(let bytes):
                    if state.withLock({ $0.offeredTextKeys.replacesText(bytes[0]) }) { lamsh_readline_delete_line() }
                    if !isSecondOfNewline(bytes[0]) { return CInt(bytes[0]) }
                // Ctrl-D is a byte here: only a hung-up terminal is at its end or fails with EIO.
                case .end, .failed(code: EIO): return end(with: mailbox.endOfTerminal())
                case .failed(let code): return end(with: .failed(code: code))
                }
            }
        }
    }

    private func isSecondOfNewline(_ byte: UInt8) -> Bool {
        state.withLock { state in
            defer { state.isAfterReturn = byte == UInt8(ascii: "\r") }
            return state.isAfterReturn && byte == UInt8(ascii: "\n")
        }
    }

    private func end(with ending: LineResult) -> CInt {
        state.withLock { $0.ending = ending }
        overlay.leave()
        if ending == .interrupted { lamsh_readline_discard() }
        return Self.endOfLine
    }

    // MARK: Completion

    private func complete(_ line: String, cursor: Int) {
        let completer = state.withLock { $0.completer }
        let completions = completer(line, cursor)
        state.withLock { $0.candidates = completions.candidates }
        for text in completions.replacements(in: line) { unsafe lamsh_readline_offer(text) }
    }

    private func showChoices(rows: Int, columns: Int) {
        let candidates = state.withLock { $0.candidates }
        unsafe lamsh_readline_write(ChoiceList(candidates).text(rows: rows, columns: columns))
    }
}
