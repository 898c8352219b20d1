// SPDX-License-Identifier: GPL-3.0-or-later

import Base

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Carries signals to the thread that waits for input.
final class SignalMailbox: Sendable {
    enum Event {
        /// The descriptor can be read, or is at its end.
        case input
        case signal(ProcessSignal)
    }

    private let pipe = WakePipe()

    func send(_ signal: ProcessSignal) { pipe.send(UInt8(signal.number)) }

    /// Waits for whatever comes first; a signal goes before input.
    func wait(forInputOn descriptor: CInt) -> Event {
        while true {
            let ready = waitForInput(on: [descriptor, pipe.readEnd])
            if ready[1], let number = pipe.receive() {
                if let signal = ProcessSignal.allCases.first(where: { $0.number == CInt(number) }) {
                    return .signal(signal)
                }
            } else if ready[0] {
                return .input
            }
        }
    }

    /// Runs `read` on a thread of its own, with all signals and the task's cancellation sent to this mailbox.
    func whileListening(to signals: ProcessSignals, _ read: @escaping @Sendable () -> Signal) async -> Signal {
        pipe.drain()
        let result = await signals.handling(with: { signal in
            self.send(signal)
            return true
        }) {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    do throws(Errno) {
                        try startThread { continuation.resume(returning: read()) }
                    } catch {
                        continuation.resume(returning: .failed(code: error.rawValue))
                    }
                }
            } onCancel: {
                self.send(.interrupt)
            }
        }
        // Ctrl-C between the end of the line and the command that it starts is for the command.
        if case .line = result, !Task.isCancelled, pipe.drain().contains(UInt8(ProcessSignal.interrupt.number)) {
            signals.keepInterrupt()
        }
        return result
    }
}
