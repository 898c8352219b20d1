// SPDX-License-Identifier: GPL-3.0-or-later

import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads keys from the terminal as they're pressed, without echo, for a program that draws the whole screen.
public final class KeyReader: Sendable {
    public enum Event: Sendable {
        /// What the terminal sent for one key, or for several.
        case keys([UInt8])
        /// The window has another size, or the screen was used by something else.
        case redraw
    }

    private let signals: ProcessSignals
    private let mailbox = SignalMailbox()

    public init(signals: ProcessSignals) { self.signals = signals }

    /// Reads until `take` returns false. The screen is the terminal's alternate one meanwhile.
    ///
    /// - Parameter take: runs on a thread that may block.
    /// - Returns: an empty line after the last key; otherwise why the reading ended.
    public func read(_ take: @escaping @Sendable (Event) -> Bool) async -> LineResult {
        await mailbox.whileListening(to: signals) { [mailbox] in
            let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
            guard terminal >= 0 else { return .failed(code: errno) }
            defer { close(terminal) }
            guard let mode = TerminalMode(of: terminal) else { return .failed(code: errno) }
            Self.enter(terminal, mode)
            defer { Self.leave(terminal, mode) }
            _ = take(.redraw)
            while true {
                switch mailbox.wait(forInputOn: terminal) {
                case .signal(.interrupt): return .interrupted
                case .signal(.terminate): return .terminated(.terminate)
                case .signal(.hangUp): return .terminated(.hangUp)
                case .signal(.resize): _ = take(.redraw)
                case .signal(.suspend):
                    Self.leave(terminal, mode)
                    ProcessSignals.stop()
                    Self.enter(terminal, mode)
                    _ = take(.redraw)
                case .input:
                    switch readBytes(from: terminal, atMost: 4096) {
                    case .bytes(let bytes): if !take(.keys(bytes)) { return .line("") }
                    case .end, .failed(code: EIO): return mailbox.endOfTerminal()
                    case .failed(let code): return .failed(code: code)
                    }
                }
            }
        }
    }

    private static func enter(_ terminal: CInt, _ mode: TerminalMode) {
        mode.byKey.restore(on: terminal)
        writeBytes("\u{1B}[?1049h\u{1B}[?25l".utf8, to: terminal)
    }

    private static func leave(_ terminal: CInt, _ mode: TerminalMode) {
        // Terminals without an alternate screen show the prompt on an empty one.
        writeBytes("\u{1B}[H\u{1B}[J\u{1B}[?25h\u{1B}[?1049l".utf8, to: terminal)
        mode.restore(on: terminal)
    }
}
