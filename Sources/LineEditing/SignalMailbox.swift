// SPDX-License-Identifier: GPL-3.0-or-later

import Base

import SystemPackage
import Waiting

/// Delivers signals to the thread that waits for input.
final class SignalMailbox: Sendable {
    enum Event {
        /// The descriptor is readable or at its end.
        case input
        case signal(ProcessSignal)
    }

    private let pipe = WakePipe()

    func send(_ signal: ProcessSignal) { pipe.send(UInt8(signal.number)) }

    /// Waits for the first event; signals take precedence over input.
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

    /// Interprets the end of a terminal's input. A closed terminal ends its input and sends SIGHUP, in either order,
    /// and the signal takes precedence.
    func endOfTerminal() -> LineResult {
        guard waitForInput(on: [pipe.readEnd], timeout: Self.patience)[0], let number = pipe.receive() else {
            return .endOfInput
        }
        return CInt(number) == ProcessSignal.hangUp.number ? .terminated(.hangUp) : .endOfInput
    }

    /// Runs `read` on a separate thread, with all signals and the task's cancellation sent to this mailbox.
    func whileListening(to signals: ProcessSignals, _ read: @escaping @Sendable () -> LineResult) async -> LineResult {
        pipe.drain()
        let reply = Reply<LineResult>()
        let result = await signals.handling(with: { signal in
            self.send(signal)
            if signal == .terminate || signal == .hangUp {
                Self.answer(.terminated(signal), after: Self.patience, reply)
            }
            return true
        }) {
            do throws(Errno) {
                try startThread { reply.deliver(.success(read())) }
            } catch {
                reply.deliver(.success(.failed(code: error.rawValue)))
            }
            let result = try? await reply.value {
                self.send(.interrupt)
                Self.answer(.interrupted, after: Self.patience, reply)
            }
            return result ?? .interrupted
        }
        // Ctrl-C between the end of the line and the command that it starts is meant for the command.
        if case .line = result, !Task.isCancelled, pipe.drain().contains(UInt8(ProcessSignal.interrupt.number)) {
            signals.keepInterrupt()
        }
        return result
    }

    /// How long the thread has to respond before it's abandoned: a stopped terminal blocks it.
    private static let patience = Duration.milliseconds(50)

    private static func answer(_ signal: LineResult, after patience: Duration, _ reply: Reply<LineResult>) {
        Task {
            try? await Task.sleep(for: patience)
            reply.deliver(.success(signal))
        }
    }
}
