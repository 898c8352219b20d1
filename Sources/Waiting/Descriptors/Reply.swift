// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Lets one task wait for a thread's result, until the task is cancelled.
///
/// Only the first delivery counts, so the thread may be late.
package final class Reply<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, any Error>)
        case delivered(Result<Value, any Error>)
    }

    private let state = Mutex(State.empty)

    package init() {}

    /// From any thread, any number of times.
    package func deliver(_ result: Result<Value, any Error>) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            switch state {
            case .delivered: return nil
            case .empty:
                state = .delivered(result)
                return nil
            case .awaited(let continuation):
                state = .delivered(result)
                return continuation
            }
        }
        waiter?.resume(with: result)
    }

    /// The first result. Throws `CancellationError` as soon as the task is cancelled. Call this once.
    package func value() async throws -> Value {
        try await value { self.deliver(.failure(CancellationError())) }
    }

    /// The first result; `cancel` is called as soon as the task is cancelled, and must cause a delivery. Call this
    /// once.
    package func value(onCancel cancel: @escaping @Sendable () -> Void) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let delivered = state.withLock { state -> Result<Value, any Error>? in
                    if case .delivered(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let delivered { continuation.resume(with: delivered) }
            }
        } onCancel: {
            cancel()
        }
    }
}
