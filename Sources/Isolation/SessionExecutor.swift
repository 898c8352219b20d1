// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Runs the jobs of an actor in their order: on its home, and on a queue of its own where it has none or while work goes
/// on side by side.
///
/// That could be left to the preferences of tasks (SE-0417), but the runtime looks those up after each call of an
/// asynchronous function, which makes a loop of the language half as fast.
package final class SessionExecutor: SerialExecutor {
    /// Runs a closure soon, on one thread, after those that were given before.
    package typealias Home = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

    private struct State {
        var jobs: [UnownedJob] = []
        /// Whether somebody runs jobs, or is about to.
        var isAtWork = false
        var home: Home?
        /// How many pieces of work go on side by side.
        var sideBySide = 0

        /// nil for the queue.
        var place: Home? { sideBySide == 0 ? home : nil }
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lamsh.session")

    package init() {}

    /// Says where jobs run from now on.
    package func settle(on home: @escaping Home) { state.withLock { $0.home = home } }

    /// Has the next jobs run away from home, until as many calls of `endSideBySide` were made.
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

    /// Has what waits run where jobs are to run now.
    private func proceed() {
        let turn: @Sendable () -> Void = { if self.work() { self.proceed() } }
        if let home = state.withLock(\.place) { home(turn) } else { queue.async(execute: turn) }
    }

    /// Runs the jobs that wait, and leaves those that come meanwhile to the next turn.
    ///
    /// - Returns: whether such came.
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
