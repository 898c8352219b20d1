// SPDX-License-Identifier: GPL-3.0-or-later

import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a line without echo from the terminal itself, wherever the standard streams are redirected.
struct SecretReader {
    let prompt: String
    let mailbox: SignalMailbox

    /// Fails with ENXIO if the process has no terminal. Blocks.
    func read() -> LineResult {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return .failed(code: errno) }
        defer { close(terminal) }
        guard let mode = TerminalMode(of: terminal) else { return .failed(code: errno) }

        ask(on: terminal, mode: mode.withoutEcho)
        defer { restore(mode, on: terminal) }
        while true {
            switch mailbox.wait(forInputOn: terminal) {
            case .signal(.interrupt): return .interrupted
            case .signal(.terminate): return .terminated(.terminate)
            case .signal(.hangUp): return .terminated(.hangUp)
            case .signal(.resize): continue
            case .signal(.suspend):
                restore(mode, on: terminal)
                ProcessSignals.stop()
                ask(on: terminal, mode: mode.withoutEcho)
            case .input:
                // The terminal returns whole lines of at most 4096 bytes.
                switch readBytes(from: terminal, atMost: 4096) {
                case .bytes(let bytes):
                    return .line(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
                case .end, .failed(code: EIO): return mailbox.endOfTerminal()
                case .failed(let code): return .failed(code: code)
                }
            }
        }
    }

    private func ask(on terminal: CInt, mode: TerminalMode) {
        // Input from before the prompt wasn't meant for it.
        mode.restore(on: terminal, droppingInput: true)
        writeBytes(prompt.utf8, to: terminal)
    }

    private func restore(_ mode: TerminalMode, on terminal: CInt) {
        mode.restore(on: terminal)
        writeBytes("\n".utf8, to: terminal)
    }
}
