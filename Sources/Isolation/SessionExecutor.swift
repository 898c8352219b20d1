// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Runs an actor's jobs in order: on its home, or on its own queue if it has no home or there's parallel work.
///
/// Task executor preferences (SE-0417) could do this, but the runtime looks them up after each call of an asynchronous
/// function, which makes a loop in the language half as fast.
package final class SessionExecutor: SerialExecutor {
    /// Runs a closure soon, on one thread, after earlier closures.
    package typealias Home = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

    private struct State {
        var jobs: [UnownedJob] = []
        /// Whether jobs are running or about to run.
        var isAtWork = false
        var home: Home?
        /// The number of parallel pieces of work.
        var sideBySide = 0

        /// nil for the queue.
        var place: Home? { sideBySide == 0 ? home : nil }
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lamsh.session")

    package init() {}

    /// Sets where jobs run from now on.
    package func settle(on home: @escaping Home) { state.withLock { $0.home = home } }

    /// Runs the next jobs away from home, until `endSideBySide` has been called as many times.
    package func beginSideBySide() { state.withLock { $0.sideBySide += 1 } }

    package func endSideBySide() { state.withLock { $0.sideBySide -= 1 } }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let begins = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        if begins { proceed() }
    }

    /// Runs pending jobs on the current place.
    private func proceed() {
        let turn: @Sendable () -> Void = { if self.work() { self.proceed() } }
        if let home = state.withLock(\.place) { home(turn) } else { queue.async(execute: turn) }
    }

    /// Runs the pending jobs, and leaves those that arrive in the meantime to the next turn.
    ///
    /// - Returns: whether jobs arrived in the meantime.
    private func work() -> Bool {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        return state.withLock { state in
            state.isAtWork = !state.jobs.isEmpty
            return state.isAtWork
        }
    }
}
