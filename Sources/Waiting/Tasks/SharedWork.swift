// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Work that several tasks wait for: it's started once, each task can stop waiting, and it's cancelled when the last
/// one does.
///
/// It can be started again after it has ended. A cancelled run may still be ending while the next is under way; its
/// value is dropped.
package final class SharedWork<Value: Sendable>: Sendable {
    package typealias Body = @Sendable () async -> Value

    private struct State {
        var task: Task<Void, Never>?
        /// Distinguishes the current run from earlier ones.
        var run = 0
        /// It continues even if no task waits for it.
        var isKept = false
        /// In order of arrival, which is also the order in which they resume. Each gets nil if it should stop waiting.
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Value?, Never>)] = []
        var lastTicket = 0

        /// Returns what to cancel and resume once the lock is released.
        mutating func end() -> (task: Task<Void, Never>?, waiters: [CheckedContinuation<Value?, Never>]) {
            defer {
                task = nil
                isKept = false
                waiters = []
            }
            return (task, waiters.map(\.continuation))
        }

        mutating func begin(_ make: (_ run: Int) -> Task<Void, Never>) {
            run += 1
            task = make(run)
        }
    }

    private let state = Mutex(State())

    package init() {}

    package var isUnderWay: Bool { state.withLock { $0.task != nil } }

    /// The work's value. `body` is started unless the work is already under way.
    ///
    /// Throws at once if the calling task is cancelled, or the owner cancels the work.
    package func value(_ body: @escaping Body) async throws(CancellationError) -> Value {
        guard let value = await wait(orBegin: body) else { throw CancellationError() }
        return value
    }

    /// The value of the work under way; nil if there's none, or if the wait ends first.
    package func valueUnderWay() async -> Value? { await wait(orBegin: nil) }

    private func wait(orBegin body: Body?) async -> Value? {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { join($0, ticket, body) }
        } onCancel: {
            leave(ticket)
        }
    }

    /// Starts `body` unless the work is already under way. In both cases it continues until it ends or the owner
    /// cancels it.
    package func keep(_ body: @escaping Body) {
        state.withLock { state in
            if state.task == nil { state.begin { task($0, body) } }
            state.isKept = true
        }
    }

    /// Cancels the work for all waiting tasks.
    package func cancel() {
        let (task, waiters) = state.withLock { $0.end() }
        task?.cancel()
        for waiter in waiters { waiter.resume(returning: nil) }
    }

    private func join(_ waiter: CheckedContinuation<Value?, Never>, _ ticket: Int, _ body: Body?) {
        let isWaiting = state.withLock { state in
            // From here on, a cancellation waits for the lock and then finds the ticket.
            if Task.isCancelled { return false }
            if state.task == nil {
                guard let body else { return false }
                state.begin { task($0, body) }
            }
            state.waiters.append((ticket, waiter))
            return true
        }
        if !isWaiting { waiter.resume(returning: nil) }
    }

    private func leave(_ ticket: Int) {
        let (waiter, abandoned) = state.withLock { state in
            let waiter = state.waiters.firstIndex { $0.ticket == ticket }.map {
                state.waiters.remove(at: $0).continuation
            }
            let isAbandoned = waiter != nil && state.waiters.isEmpty && !state.isKept
            return (waiter, isAbandoned ? state.end().task : nil)
        }
        abandoned?.cancel()
        waiter?.resume(returning: nil)
    }

    private func task(_ run: Int, _ body: @escaping Body) -> Task<Void, Never> {
        Task { finish(run, with: await body()) }
    }

    private func finish(_ run: Int, with value: Value) {
        let waiters = state.withLock { state in run == state.run && state.task != nil ? state.end().waiters : [] }
        for waiter in waiters { waiter.resume(returning: value) }
    }
}
