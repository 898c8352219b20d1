// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Limits the number of tasks that do something at the same time; the others wait in order, and each can stop waiting.
package final class Turns: Sendable {
    private struct State {
        var free: Int
        var lastTicket = 0
        var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
        /// Tickets in order, from the index `front` on; those without a waiter have stopped waiting.
        var line: [Int] = []
        var front = 0

        mutating func append(_ waiter: CheckedContinuation<Bool, Never>, _ ticket: Int) {
            waiters[ticket] = waiter
            line.append(ticket)
        }

        mutating func popFirst() -> CheckedContinuation<Bool, Never>? {
            while front < line.count {
                let ticket = line[front]
                front += 1
                if front > 64, 2 * front > line.count {
                    line.removeFirst(front)
                    front = 0
                }
                if let waiter = waiters.removeValue(forKey: ticket) { return waiter }
            }
            return nil
        }
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
                state.append(waiter, ticket)
                return nil
            }
            state.free -= 1
            return true
        }
        if let answer { waiter.resume(returning: answer) }
    }

    private func leave(_ ticket: Int) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: ticket) }
        waiter?.resume(returning: false)
    }

    /// Passes the turn to the first waiting task.
    private func release() {
        let next = state.withLock { state in
            let waiter = state.popFirst()
            if waiter == nil { state.free += 1 }
            return waiter
        }
        next?.resume(returning: true)
    }
}
