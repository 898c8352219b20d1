// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes a signal that nothing else handles, for as long as it exists.
final class SignalGuard: Sendable {
    private let signals: ProcessSignals
    private let id: Int

    init(against guarded: ProcessSignal, of signals: ProcessSignals) {
        self.signals = signals
        id = signals.add { $0 == guarded }
    }

    deinit { signals.remove(id) }
}
