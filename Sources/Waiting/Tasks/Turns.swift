// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Limits the number of tasks that do something at the same time; the others wait in order, and each can stop waiting.
package final class Turns: Sendable {
    private struct State {
        var free: Int
        var waiting: [(ticket: Int, waiter: CheckedContinuation<Bool, Never>)] = []
        var lastTicket = 0
    }

    private let state: Mutex<State>

    /// - Parameter count: how many may run at the same time.
    package init(_ count: Int = 1) { state = Mutex(State(free: count)) }

    /// Runs `body` when it's the caller's turn; nil if the task is cancelled first.
    package func taking<Result>(_ body: () async -> Result) async -> Result? {
        guard await isMine() else { return nil }
        defer { release() }
        return await body()
    }

    private func isMine() async -> Bool {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enter($0, ticket) }
        } onCancel: {
            leave(ticket)
        }
    }

    private func enter(_ waiter: CheckedContinuation<Bool, Never>, _ ticket: Int) {
        let answer: Bool? = state.withLock { state in
            // From here on, a cancellation waits for the lock and then finds the ticket.
            if Task.isCancelled { return false }
            guard state.free > 0 else {
                state.waiting.append((ticket, waiter))
                return nil
            }
            state.free -= 1
            return true
        }
        if let answer { waiter.resume(returning: answer) }
    }

    private func leave(_ ticket: Int) {
        let waiter = state.withLock { state in
            state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0).waiter }
        }
        waiter?.resume(returning: false)
    }

    /// Passes the turn to the first waiting task.
    private func release() {
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil as CheckedContinuation<Bool, Never>?
            }
            return state.waiting.removeFirst().waiter
        }
        next?.resume(returning: true)
    }
}
